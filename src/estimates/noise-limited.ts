import type { Estimate } from "./estimate.ts";

/** The flag of a verdict that is open because levels are too noisy: more seeds or items would help, more mixtures would not. */
export const NOISE_LIMITED = "more seeds or items first";

/** Whether an open verdict waits for quieter levels (STATISTICS.md §7, step 1). */
export function isNoiseLimited({ flags = [] }: Pick<Estimate, "flags">): boolean {
  return flags.includes(NOISE_LIMITED);
}
