/**
 * The distribution function of the standard normal, with full relative accuracy in the lower tail: a power series near 0,
 * the continued fraction of Mills' ratio beyond.
 *
 * @see NIST Digital Library of Mathematical Functions, 7.6.2 and 7.9.1
 */
export function normalCdf(x: number): number {
  if (Math.abs(x) < 3) return 0.5 + seriesFromZero(x);
  const tail = upperTail(Math.abs(x));
  return x < 0 ? tail : 1 - tail;
}

/** φ(x)·(x + x³/3 + x⁵/(3·5) + …) */
function seriesFromZero(x: number): number {
  let term = x;
  let total = x;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(total); k += 2) {
    term *= (x * x) / k;
    total += term;
  }
  return density(x) * total;
}

/** φ(x)/(x + 1/(x + 2/(x + 3/…))) */
function upperTail(x: number): number {
  let fraction = x;
  for (let k = 120; k >= 1; k--) fraction = x + k / fraction;
  return density(x) / fraction;
}

function density(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
