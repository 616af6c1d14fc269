import { parentPort } from "node:worker_threads";
import type { TaskBatch, TaskDone } from "./calibration-pool.ts";
import { runCalibrationTask } from "./run-calibration-task.ts";

/** A thread of the calibration pool: takes the next task of a batch until none is left, and sends each result back. */
parentPort?.on("message", ({ tasks, next }: TaskBatch) => {
  const counter = new Int32Array(next);
  for (let index = Atomics.add(counter, 0, 1); index < tasks.length; index = Atomics.add(counter, 0, 1)) {
    const done: TaskDone = { index, result: runCalibrationTask(tasks[index]!) };
    parentPort?.postMessage(done);
  }
});
