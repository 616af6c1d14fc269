import { Worker } from "node:worker_threads";
import type { CalibrationTask } from "./calibration-task.ts";
import { type CalibrationResult, runCalibrationTask } from "./run-calibration-task.ts";

/** A batch as threads get it; `next` is shared: the number of the next task that nobody has taken. */
export interface TaskBatch {
  readonly tasks: readonly CalibrationTask[];
  readonly next: SharedArrayBuffer;
}

/** One finished task. */
export interface TaskDone {
  readonly index: number;
  readonly result: CalibrationResult;
}

/** Threads that do batches of tasks, one batch at a time. */
export interface CalibrationPool {
  /** Does all tasks; results in the order of the tasks. */
  readonly run: (tasks: readonly CalibrationTask[]) => Promise<readonly CalibrationResult[]>;
  readonly close: () => Promise<void>;
}

/**
 * Starts threads that take tasks from a shared counter, so that they go on while the main thread is busy. Results do not
 * depend on their number.
 *
 * @param threads 0 does everything here, in this thread
 */
export function calibrationPool(threads: number): CalibrationPool {
  if (threads < 1) return { run: async (tasks) => tasks.map(runCalibrationTask), close: async () => {} };
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./calibration-worker.ts", import.meta.url)),
  );
  return {
    run: (tasks) => runBatch(workers, tasks),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function runBatch(
  workers: readonly Worker[],
  tasks: readonly CalibrationTask[],
): Promise<readonly CalibrationResult[]> {
  return new Promise((resolve, reject) => {
    const results: CalibrationResult[] = [];
    let open = tasks.length;
    const finish = () => {
      for (const worker of workers) worker.off("message", receive).off("error", reject);
      resolve(results);
    };
    const receive = ({ index, result }: TaskDone) => {
      results[index] = result;
      open--;
      if (open === 0) finish();
    };
    if (open === 0) return finish();
    const next = new SharedArrayBuffer(4);
    for (const worker of workers)
      worker
        .on("message", receive)
        .on("error", reject)
        .postMessage({ tasks, next } satisfies TaskBatch);
  });
}
