import { type TemperatureRefusal, temperatureScaling } from "./temperature-scaling.ts";

/**
 * Temperatures, cross-fitted: every fold gets the one that the other folds fit, so that no item is judged by a temperature that has
 * seen it.
 *
 * @param logits items × choices, item by item; @param gold per item the index of the right choice
 * @param fold per item its fold, 0…folds − 1
 * @returns a temperature per fold (1 for a fold that nobody is in), or why some fold has none
 * @see Stone (1974), Journal of the Royal Statistical Society B 36(2), 111–147
 */
export function crossFittedTemperature(
  logits: Float64Array,
  gold: ArrayLike<number>,
  choices: number,
  fold: Uint8Array,
  folds: number,
): Float64Array | TemperatureRefusal {
  const n = fold.length;
  const temperatures = new Float64Array(folds).fill(1);
  const [trainLogits, trainGold] = [new Float64Array(logits.length), new Int16Array(n)];
  for (let held = 0; held < folds; held++) {
    let size = 0;
    for (let i = 0; i < n; i++)
      if (fold[i] !== held) {
        trainLogits.set(logits.subarray(i * choices, (i + 1) * choices), size * choices);
        trainGold[size++] = gold[i]!;
      }
    if (size === n) continue;
    const fit = temperatureScaling(trainLogits, trainGold, choices, size);
    if (typeof fit === "string") return fit;
    temperatures[held] = fit.temperature;
  }
  return temperatures;
}
