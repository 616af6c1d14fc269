import type { Estimate } from "./estimate.ts";

/** Estimates as a JSON document of their own, one per line, so that diffs read well: `{"schema":1,"estimates":[…]}`. */
export function estimatesJson(estimates: readonly Estimate[]): string {
  return `{"schema":1,"estimates":[\n${estimates.map((estimate) => JSON.stringify(estimate)).join(",\n")}\n]}\n`;
}
