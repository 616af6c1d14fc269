import type { BenchmarkItems, CellItems } from "../study/study.ts";

/** How far `correct_prob` may lie from what log-probabilities of two decimals say. */
const TOLERANCE = 0.005;

/**
 * The index of the right choice of each item of a model: the answer of questions.csv; without one the most probable choice where it
 * was right, else the choice whose probability is `correct_prob`. Of two choices that are equally probable either will do: a
 * likelihood cannot tell them apart.
 *
 * @param items with log-probabilities
 * @returns why there is none, where an item's right choice is not known
 */
export function rightChoices(items: CellItems, { questions }: BenchmarkItems, choices: number): Int16Array | string {
  const logprobs = items.logprobs!;
  const right = new Int16Array(items.item.length);
  for (let i = 0; i < right.length; i++) {
    const answer = questions[items.item[i]!]?.answer;
    const own = logprobs.subarray(i * choices, (i + 1) * choices);
    const found = answer ?? inferred(own, items.correct[i] === 1, items.picked?.[i], items.correctProb?.[i]);
    if (found === null) return "right choice unknown";
    right[i] = found;
  }
  return right;
}

function inferred(
  logprobs: Float64Array,
  isRight: boolean,
  picked: number | undefined,
  correctProb: number | undefined,
): number | null {
  const largest = logprobs.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const top = picked ?? logprobs.indexOf(largest);
  if (isRight) return top;
  if (correctProb === undefined) return null;
  const shares = logprobs.map((value) => Math.exp(value - largest));
  const total = shares.reduce((all, value) => all + value, 0);
  let [best, distance] = [-1, TOLERANCE];
  shares.forEach((share, k) => {
    const away = Math.abs(share / total - correctProb / 1e9);
    if (k !== top && away <= distance) [best, distance] = [k, away];
  });
  return best === -1 ? null : best;
}
