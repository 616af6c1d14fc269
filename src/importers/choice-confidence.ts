/** What the scores of an item’s choices say. */
export interface ChoiceConfidence {
  /** index of the highest score; of equal ones the first, as NumPy’s argmax */
  readonly picked: number;
  /** probability of the choice picked */
  readonly confidence: number;
  /** of every choice; they sum to 1 */
  readonly probabilities: readonly number[];
}

/**
 * Confidence from log-probabilities: the softmax over an item’s choices, p_k = exp(s_k) / Σ_j exp(s_j), and of it the
 * largest. For the accuracy of summed log-probabilities, s_k is the sum over the tokens of choice k; for a length-normalised
 * one it is the sum divided by the length of the choice, so that the choice picked is always the most probable.
 *
 * @param scores one per choice, in nats; −∞ is a choice that the model rules out
 * @returns null for fewer than two choices, when one is NaN or +∞, or when all are −∞: no probability is defined
 */
export function choiceConfidence(scores: readonly number[]): ChoiceConfidence | null {
  if (scores.length < 2 || scores.some((score) => Number.isNaN(score) || score === Number.POSITIVE_INFINITY))
    return null;
  const highest = Math.max(...scores);
  if (highest === Number.NEGATIVE_INFINITY) return null;
  const weights = scores.map((score) => Math.exp(score - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    picked: scores.indexOf(highest),
    confidence: 1 / total,
    probabilities: weights.map((weight) => weight / total),
  };
}
