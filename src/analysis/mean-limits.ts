import { percentileInterval } from "../statistics/percentile-interval.ts";
import type { MixtureBootstrap } from "./mixture-bootstrap.ts";

/** With fewer mixtures there is too little to draw from (STATISTICS.md §3). */
const LEAST_MIXTURES = 4;

/**
 * The limits of the mean over mixtures, by the percentile bootstrap over whole mixtures; or why there are none.
 *
 * @param values one per mixture, sorted by the mixture's id
 */
export function meanLimits(
  values: readonly number[],
  bootstraps: (n: number) => MixtureBootstrap,
): readonly [low: number, high: number] | { readonly intervalReason: string } {
  if (values.length < LEAST_MIXTURES) return { intervalReason: "fewer than 4 mixtures" };
  if (values.every((value) => value === values[0])) return { intervalReason: "no variation" };
  const bootstrap = bootstraps(values.length);
  const shares = Float64Array.from(values, (value) => value / bootstrap.n);
  const means = bootstrap.kernel()?.means(shares) ?? meansOfMany(shares, bootstrap);
  return percentileInterval(means, 0.95, bootstrap.counts);
}

let buffer = new Float64Array(0);

/** One buffer serves all: a mean of numbers is never undefined. */
function meansOfMany(shares: Float64Array, { weights, n, resamples }: MixtureBootstrap): Float64Array {
  if (buffer.length !== resamples) buffer = new Float64Array(resamples);
  for (let r = 0, at = 0; r < resamples; r++) {
    let mean = 0;
    for (let m = 0; m < n; m++) mean += weights[at++]! * shares[m]!;
    buffer[r] = mean;
  }
  return buffer;
}
