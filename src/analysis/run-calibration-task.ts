import { type CalibrationOverMixtures, calibrationOverMixtures } from "./calibration-over-mixtures.ts";
import type { CalibrationTask } from "./calibration-task.ts";
import { type MixtureCalibration, mixtureCalibration } from "./mixture-calibration.ts";

export type CalibrationResult = MixtureCalibration | CalibrationOverMixtures;

/** Does one task. The result depends on the task alone, so any thread may do any, in any order. */
export function runCalibrationTask(task: CalibrationTask): CalibrationResult {
  return task.kind === "mixture" ? mixtureCalibration(task) : calibrationOverMixtures(task);
}
