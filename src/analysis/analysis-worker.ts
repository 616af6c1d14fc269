import { parentPort, workerData } from "node:worker_threads";
import { type TaskBatch, takeTasks } from "./analysis-pool.ts";
import { cellWorkspace, type StudyCells, type Workspace } from "./workspace.ts";

let made: Workspace | null = null;

function work(): Workspace {
  made ??= cellWorkspace(workerData as StudyCells);
  return made;
}

/** A thread of the analysis: takes tasks of each batch from its start, and sends each result back. */
parentPort?.on("message", (batch: TaskBatch) => {
  for (const done of takeTasks(batch, "first", work)) parentPort?.postMessage(done);
});
