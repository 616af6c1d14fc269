const G = 607 / 128;
/** Godfrey's coefficients of the Lanczos approximation for g = 607/128. */
const COEFFICIENTS = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978,
  0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
  -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4,
  -0.2619083840158140867e-4, 0.36899182659531622704e-5,
];

/**
 * ln Γ(x) for x > 0, by Lanczos' approximation; below ½ through Γ(x) = Γ(x + 1)/x. Relative error near 1e−15.
 *
 * @see Lanczos (1964), SIAM Journal on Numerical Analysis B 1, 86–96
 */
export function lnGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`lnGamma: ${x} is not above 0`);
  if (x < 0.5) return lnGamma(x + 1) - Math.log(x);
  if (x === 1 || x === 2) return 0;
  const z = x - 1;
  let series = COEFFICIENTS[0]!;
  for (let k = 1; k < COEFFICIENTS.length; k++) series += COEFFICIENTS[k]! / (z + k);
  const t = z + G + 0.5;
  return (z + 0.5) * Math.log(t) - t + Math.log(Math.sqrt(2 * Math.PI) * series);
}
