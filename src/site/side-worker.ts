import { parentPort, workerData } from "node:worker_threads";
import { FaultError } from "../faults.ts";
import type { TodaysSite } from "./frozen-pages.ts";
import type { SideAnswer } from "./side-thread.ts";
import { type SideWork, sideWork } from "./side-work.ts";

function answer(step: () => void): SideAnswer {
  try {
    step();
    return { faults: [] };
  } catch (error) {
    if (error instanceof FaultError) return { faults: error.faults };
    throw error;
  }
}

/** The thread of a build: makes what it can in the folder that it is told, and puts it into the site when that is there. */
let work: SideWork | undefined;
const begun = answer(() => {
  work = sideWork(workerData as string);
});
parentPort?.once("message", (today: TodaysSite) =>
  parentPort?.postMessage(begun.faults.length > 0 ? begun : answer(() => work?.finish(today))),
);
