import { setTimeout } from "node:timers/promises";
import { FaultError } from "../faults.ts";
import type { ReadDeployed } from "./folder-drift.ts";

/** Seconds between the tries: a busy host is asked again, a few times. */
const WAITS = [1, 4, 15];

/**
 * Reads the files that a site serves.
 *
 * @param url the address of the report; @param wait how a second is waited
 * @throws {FaultError} when a file cannot be read after some tries; a file that is not there is null
 */
export function deployedAt(url: string, wait = (seconds: number) => setTimeout(1000 * seconds)): ReadDeployed {
  const root = url.endsWith("/") ? url : `${url}/`;
  return async (path) => {
    const address = new URL(path.split("/").map(encodeURIComponent).join("/"), root);
    let said = "";
    for (const seconds of [0, ...WAITS]) {
      if (seconds > 0) await wait(seconds);
      try {
        const answer = await fetch(address);
        if (answer.status === 404) return null;
        if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
        said = String(answer.status);
        if (answer.status !== 429 && answer.status < 500) break;
      } catch (error) {
        said = String((error as Error).cause ?? error);
      }
    }
    const todo = "Look at it in a browser, and try again.";
    throw new FaultError([{ file: address.href, value: said, expected: "a file of the report", todo }]);
  };
}
