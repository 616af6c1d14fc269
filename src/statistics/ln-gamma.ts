const G = 607 / 128;
/** Godfrey's coefficients of the Lanczos approximation for g = 607/128. */
const COEFFICIENTS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
];

/**
 * ln Γ(x) for x > 0, by Lanczos' approximation; below ½ through Γ(x) = Γ(x + 1)/x. Relative error near 1e−15.
 *
 * @see Lanczos (1964), SIAM Journal on Numerical Analysis B 1, 86–96
 */
export function lnGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`lnGamma: ${x} is not above 0`);
  if (x < 0.5) return lnGamma(x + 1) - Math.log(x);
  const z = x - 1;
  let series = COEFFICIENTS[0]!;
  for (let k = 1; k < COEFFICIENTS.length; k++) series += COEFFICIENTS[k]! / (z + k);
  const t = z + G + 0.5;
  return (z + 0.5) * Math.log(t) - t + Math.log(Math.sqrt(2 * Math.PI) * series);
}
