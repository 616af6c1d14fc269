import { Worker } from "node:worker_threads";
import type { CalibrationTask } from "./calibration-task.ts";
import { type CalibrationResult, runCalibrationTask } from "./run-calibration-task.ts";

/** A batch as threads get it; `next` is shared: the number of the next task that nobody has taken. */
export interface TaskBatch {
  readonly tasks: readonly CalibrationTask[];
  readonly next: SharedArrayBuffer;
}

/** Does the tasks of a batch that nobody has taken, one after the other, until none is left. */
export function takeTasks({ tasks, next }: TaskBatch, done: (done: TaskDone) => void): void {
  const counter = new Int32Array(next);
  for (let index = Atomics.add(counter, 0, 1); index < tasks.length; index = Atomics.add(counter, 0, 1))
    done({ index, result: runCalibrationTask(tasks[index]!) });
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
 * Starts threads that take tasks from a shared counter, so that they go on while the main thread is busy; once it is free, it
 * takes tasks too. Results do not depend on who does what.
 *
 * @param threads 0 does everything here, in this thread
 * @param free settles when this thread has nothing else to do
 */
export function calibrationPool(threads: number, free: Promise<void>): CalibrationPool {
  if (threads < 1) return { run: async (tasks) => tasks.map(runCalibrationTask), close: async () => {} };
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./calibration-worker.ts", import.meta.url)),
  );
  return {
    run: (tasks) => runBatch(workers, tasks, free),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function runBatch(
  workers: readonly Worker[],
  tasks: readonly CalibrationTask[],
  free: Promise<void>,
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
    const batch: TaskBatch = { tasks, next: new SharedArrayBuffer(4) };
    for (const worker of workers) worker.on("message", receive).on("error", reject).postMessage(batch);
    free.then(() => takeTasks(batch, receive)).catch(reject);
  });
}
