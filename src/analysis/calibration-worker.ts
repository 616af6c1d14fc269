import { parentPort } from "node:worker_threads";
import { type TaskBatch, takeTasks } from "./calibration-pool.ts";

/** A thread of the calibration pool: takes tasks of each batch, and sends each result back. */
parentPort?.on("message", (batch: TaskBatch) => takeTasks(batch, (done) => parentPort?.postMessage(done)));
