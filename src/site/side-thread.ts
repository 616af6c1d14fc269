import { Worker } from "node:worker_threads";
import { type Fault, FaultError } from "../faults.ts";
import type { TodaysSite } from "./frozen-pages.ts";

/** What the thread answers when it has finished. */
export interface SideAnswer {
  readonly faults: readonly Fault[];
}

/** A thread that makes what a site has beside the pages that Astro renders. */
export interface SideThread {
  /**
   * Puts what was made into the rendered site.
   *
   * @throws {FaultError} with what is wrong with the releases
   */
  readonly finish: (today: TodaysSite) => Promise<void>;
  readonly close: () => Promise<number>;
}

/**
 * Starts `sideWork` on a thread of its own, so that a second processor has something to do while Astro renders. It reads what
 * `tellInputs` was told before.
 *
 * @param folder an empty folder for what will be moved into the site
 */
export function sideThread(folder: string): SideThread {
  const worker = new Worker(new URL("./side-worker.ts", import.meta.url), { workerData: folder });
  const { promise: answered, resolve, reject } = Promise.withResolvers<SideAnswer>();
  worker.once("message", resolve).once("error", reject);
  // may fail before anybody waits for it
  answered.catch(() => {});
  return {
    async finish(today) {
      worker.postMessage(today);
      const { faults } = await answered;
      if (faults.length > 0) throw new FaultError(faults);
    },
    close: () => worker.terminate(),
  };
}
