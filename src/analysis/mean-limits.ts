import { percentileInterval } from "../statistics/percentile-interval.ts";
import type { MixtureBootstrap } from "./mixture-bootstrap.ts";

/** With fewer mixtures there is too little to draw from (STATISTICS.md §3). */
const LEAST_MIXTURES = 4;

let buffer = new Float64Array(0);

/**
 * The limits of the mean over mixtures, by the percentile bootstrap over whole mixtures; or why there are none. One buffer
 * serves all means: a mean of numbers is never undefined.
 *
 * @param values one per mixture, sorted by the mixture's id
 */
export function meanLimits(
  values: readonly number[],
  bootstraps: (n: number) => MixtureBootstrap,
): readonly [low: number, high: number] | { readonly intervalReason: string } {
  if (values.length < LEAST_MIXTURES) return { intervalReason: "fewer than 4 mixtures" };
  if (values.every((value) => value === values[0])) return { intervalReason: "no variation" };
  const { weights, counts, n, resamples } = bootstraps(values.length);
  if (buffer.length !== resamples) buffer = new Float64Array(resamples);
  const shares = Float64Array.from(values, (value) => value / n);
  for (let r = 0, at = 0; r < resamples; r++) {
    let mean = 0;
    for (let m = 0; m < n; m++) mean += weights[at++]! * shares[m]!;
    buffer[r] = mean;
  }
  return percentileInterval(buffer, 0.95, counts);
}
