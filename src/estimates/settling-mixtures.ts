import type { Estimate } from "./estimate.ts";
import { isNoiseLimited } from "./noise-limited.ts";

/**
 * How many mixtures would settle an open verdict. Null where that is not the way: more mixtures do not lift a noise ceiling,
 * which asks for more seeds or items; and null above 1,000.
 */
export function settlingMixtures(estimate: Estimate): number | null {
  return isNoiseLimited(estimate) ? null : (estimate.mixturesNeeded ?? null);
}
