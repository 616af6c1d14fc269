/**
 * The distribution function of a sum of independent Bernoulli trials (Poisson's binomial), built up trial by trial.
 *
 * @param chances per trial its chance, in [0, 1]
 * @returns P(sum ≤ k) for k = 0…n − 1; P(sum ≤ n) = 1 is left out
 * @see Wang (1993), Statistica Sinica 3, 295–312
 */
export function bernoulliSumCdf(chances: ArrayLike<number>): Float64Array {
  const n = chances.length;
  const mass = new Float64Array(n + 1);
  mass[0] = 1;
  for (let t = 0; t < n; t++) {
    const q = chances[t]!;
    for (let k = t + 1; k > 0; k--) mass[k] = mass[k]! * (1 - q) + mass[k - 1]! * q;
    mass[0] = mass[0]! * (1 - q);
  }
  const cdf = new Float64Array(n);
  let total = 0;
  for (let k = 0; k < n; k++) {
    total += mass[k]!;
    cdf[k] = Math.min(1, total);
  }
  return cdf;
}
