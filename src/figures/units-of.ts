import type { Estimate } from "../estimates/estimate.ts";
import { unitWord } from "../estimates/unit-word.ts";

/** The n of estimates: “n = 9”, or “n = 7 to 9” where they differ; empty where nothing is known. */
export function unitsOf(estimates: readonly Estimate[]): string {
  const counts = estimates.map(({ n }) => n);
  if (counts.length === 0) return "";
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const units = unitWord(estimates[0]!.unit) === "mixture" ? ` mixture${most === 1 ? "" : "s"}` : "";
  return least === most ? `n = ${most}${units}` : `n = ${least} to ${most}${units}`;
}
