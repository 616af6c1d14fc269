import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type AnalysisResult, type AnalysisTask, runAnalysisTask } from "./run-analysis-task.ts";
import type { StudyCells, Workspace } from "./workspace.ts";

/** A batch as threads get it; `taken` is shared: per task 1 once somebody has taken it. */
export interface TaskBatch {
  readonly tasks: readonly AnalysisTask[];
  readonly taken: SharedArrayBuffer;
}

/** One finished task. */
export interface TaskDone {
  readonly index: number;
  readonly result: AnalysisResult;
}

/** Does the tasks of a batch that nobody has taken, one after the other from one end of it, until none is left. */
export function* takeTasks(batch: TaskBatch, end: "first" | "last", work: () => Workspace): Generator<TaskDone> {
  const { tasks } = batch;
  const taken = new Int32Array(batch.taken);
  for (let k = 0; k < tasks.length; k++) {
    const index = end === "first" ? k : tasks.length - 1 - k;
    if (Atomics.compareExchange(taken, index, 0, 1) === 0)
      yield { index, result: runAnalysisTask(tasks[index]!, work) };
  }
}

/** Threads that do batches of tasks, one batch at a time. */
export interface AnalysisPool {
  /**
   * Does all tasks; results in the order of the tasks. The threads begin with the first task, this one with the last, once it
   * has done `before`.
   *
   * @param done told of each task when it is done
   */
  readonly run: (
    tasks: readonly AnalysisTask[],
    before?: () => void,
    done?: (task: AnalysisTask) => void,
  ) => Promise<readonly AnalysisResult[]>;
  readonly close: () => Promise<void>;
}

/**
 * Starts threads that take tasks as they become free, and so does this thread. Results do not depend on who does what.
 *
 * @param threads beside this one; 0 does everything here
 * @param work the workspace of this thread; the others make their own from `cells`
 */
export function analysisPool(threads: number, work: Workspace): AnalysisPool {
  const cells: StudyCells = { design: work.design, cells: work.cells };
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./analysis-worker.ts", import.meta.url), { workerData: cells }),
  );
  return {
    run: (tasks, before = () => {}, done = () => {}) =>
      new Promise((resolve, reject) => {
        const results: AnalysisResult[] = [];
        let open = tasks.length;
        const receive = ({ index, result }: TaskDone) => {
          results[index] = result;
          done(tasks[index]!);
          open--;
          if (open === 0) finish();
        };
        const finish = () => {
          for (const worker of workers) worker.off("message", receive).off("error", reject);
          resolve(results);
        };
        const batch: TaskBatch = { tasks, taken: new SharedArrayBuffer(4 * tasks.length) };
        for (const worker of workers) worker.on("message", receive).on("error", reject).postMessage(batch);
        help(batch, before, work, receive).catch(reject);
        if (open === 0) finish();
      }),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

async function help(
  batch: TaskBatch,
  before: () => void,
  work: Workspace,
  receive: (done: TaskDone) => void,
): Promise<void> {
  before();
  for (const done of takeTasks(batch, "last", () => work)) {
    receive(done);
    await setImmediate(); // what the threads have done arrives in between
  }
}
