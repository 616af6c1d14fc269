import { IDENTITY, type PlattFit, type PlattRefusal, plattFit } from "./platt-fit.ts";

/**
 * Platt's map, cross-fitted: the log-odds of every fold are mapped by what the other folds fit, so that no item is judged by a
 * map that has seen it.
 *
 * @param x log-odds of confidence; @param y 0 or 1; @param fold per item its fold, 0…folds − 1
 * @param start where each fit begins; changes the time alone
 * @returns the mapped log-odds in the order of `x`, or why some fold has no map
 * @see Stone (1974), Journal of the Royal Statistical Society B 36(2), 111–147
 */
export function crossFittedPlatt(
  x: Float64Array,
  y: Uint8Array,
  fold: Uint8Array,
  folds: number,
  start: PlattFit = IDENTITY,
): Float64Array | PlattRefusal {
  const n = x.length;
  const mapped = new Float64Array(n);
  const [trainX, trainY] = [new Float64Array(n), new Uint8Array(n)];
  for (let held = 0; held < folds; held++) {
    let size = 0;
    for (let i = 0; i < n; i++)
      if (fold[i] !== held) {
        trainX[size] = x[i]!;
        trainY[size++] = y[i]!;
      }
    if (size === n) continue; // a model that answered no item of this fold
    const fit = plattFit(trainX, trainY, size, start);
    if (typeof fit === "string") return fit;
    for (let i = 0; i < n; i++) if (fold[i] === held) mapped[i] = fit.slope * x[i]! + fit.intercept;
  }
  return mapped;
}
