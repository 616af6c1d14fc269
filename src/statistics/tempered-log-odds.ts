/** The log-odds of 1 − 10⁻¹⁵, where probabilities are clipped. */
const LARGEST = Math.log(1e15);

/**
 * The log-odds of the most probable choice when choice logits are divided by a temperature: ln q/(1 − q), q = max softmax(z/T), at
 * most ln 10¹⁵. Without 1 − q, which rounds to 0 where a model is sure.
 *
 * @param logits items × choices, item by item
 * @param temperature of an item, by its place
 */
export function temperedLogOdds(
  logits: Float64Array,
  choices: number,
  temperature: (item: number) => number,
): Float64Array {
  const out = new Float64Array(logits.length / choices);
  for (let i = 0; i < out.length; i++) {
    const from = i * choices;
    let top = from;
    for (let k = from + 1; k < from + choices; k++) if (logits[k]! > logits[top]!) top = k;
    const inverse = 1 / temperature(i);
    let others = 0;
    for (let k = from; k < from + choices; k++)
      if (k !== top) others += Math.exp(inverse * (logits[k]! - logits[top]!));
    out[i] = Math.min(LARGEST, 0 - Math.log(others));
  }
  return out;
}
