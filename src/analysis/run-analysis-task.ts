import type { Estimate, Note } from "../estimates/estimate.ts";
import { type CalibrationOverMixtures, calibrationOverMixtures } from "./calibration-over-mixtures.ts";
import type { CalibrationTask } from "./calibration-task.ts";
import { CELL_PROTOCOLS } from "./cell-protocols.ts";
import { type MixtureCalibration, mixtureCalibration } from "./mixture-calibration.ts";
import type { Workspace } from "./workspace.ts";

/** One of the protocols that read cells alone. */
export interface ProtocolTask {
  readonly kind: "protocol";
  /** its place among `CELL_PROTOCOLS` */
  readonly place: number;
}

/** Everything that one protocol found. */
export interface ProtocolResult {
  readonly kind: "protocol";
  readonly place: number;
  readonly found: readonly (Estimate | Note)[];
}

export type AnalysisTask = CalibrationTask | ProtocolTask;
export type AnalysisResult = MixtureCalibration | CalibrationOverMixtures | ProtocolResult;

/**
 * Does one task. The result depends on the task and the cells of the study alone, so any thread may do any, in any order.
 *
 * @param work the cells of the study, indexed when first asked for
 */
export function runAnalysisTask(task: AnalysisTask, work: () => Workspace): AnalysisResult {
  if (task.kind === "mixture") return mixtureCalibration(task);
  if (task.kind === "mixtures") return calibrationOverMixtures(task);
  return { kind: "protocol", place: task.place, found: [...CELL_PROTOCOLS[task.place]![1](work())] };
}
