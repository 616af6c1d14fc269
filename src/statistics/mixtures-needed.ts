import { capped } from "./next-attainable.ts";
import { normalCdf } from "./normal-cdf.ts";

/**
 * The smallest number of mixtures, at least 5, with which a correlation as large as the observed one would be detected with
 * 80 % power: 1 − Φ(1.96 − atanh|r*|·√((n − 3)/(1 + r*²/2))) ≥ .8.
 *
 * @param observed how many mixtures it was observed on: r* is capped below the next value that these can reach
 * @returns null above 1,000
 * @see STATISTICS.md §7
 */
export function mixturesNeeded(r: number, observed: number): number | null {
  const at = Math.abs(capped(r, observed));
  for (let n = 5; n <= 1000; n++)
    if (1 - normalCdf(1.96 - Math.atanh(at) * Math.sqrt((n - 3) / (1 + (at * at) / 2))) >= 0.8) return n;
  return null;
}
