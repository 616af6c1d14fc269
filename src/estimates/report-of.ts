import type { Analysis, Report } from "./analysis.ts";

/** The analysis as its readers want it: estimates in a map by id, in the order of the file (ids ascending in code units). */
export function reportOf({ study, estimates, notes }: Analysis): Report {
  return { study, notes, estimates: new Map(estimates.map((estimate) => [estimate.id, estimate])) };
}
