import { choiceConfidence } from "./choice-confidence.ts";
import type { Item } from "./evaluation.ts";
import { SampleError } from "./sample-error.ts";

/** A multiple-choice item as a log has it. */
export interface ScoredChoices {
  /** where it stands, for messages */
  readonly row: number;
  readonly id: string;
  /** by which the tool compares the choices, in nats: the highest is picked */
  readonly scores: readonly number[];
  /** indices of the right choices; null when the log does not tell */
  readonly golds: readonly number[] | null;
  /** as the tool logged it */
  readonly correct: 0 | 1;
  /** the score’s name, for messages */
  readonly metric: string;
  readonly fingerprint: string | null;
}

/**
 * An item with the confidence that its scores say.
 *
 * @throws {SampleError} when no probability is defined, or the choice picked is not right exactly where the tool says so
 */
export function scoredItem({ row, id, scores, golds, correct, metric, fingerprint }: ScoredChoices): Item {
  const found = choiceConfidence(scores);
  if (found === null) {
    throw new SampleError(
      row,
      `item ${id} has no choice with a probability`,
      "log-probabilities of at least two choices",
    );
  }
  const { picked, confidence, probabilities } = found;
  if (golds !== null && golds.includes(picked) !== (correct === 1)) {
    throw new SampleError(
      row,
      `item ${id} has ${metric} ${correct}, but its log-probabilities pick choice ${picked} and the target is ${golds.join(" or ")}`,
      `${metric} 1 exactly where the most probable choice is the target`,
    );
  }
  const other = scores.length === 2 ? 1 - picked : null;
  const gold = correct === 1 ? picked : golds === null ? other : golds.length === 1 ? golds[0]! : null;
  const correctProb = gold === null ? null : probabilities[gold]!;
  const logprobs = scores.every((score) => score <= 0) ? scores : null;
  return { id, correct, confidence, correctProb, picked, choices: scores.length, fingerprint, logprobs };
}

/** A study has the probability of the right choice for all items of a cell or for none. */
export function wholeColumns(items: readonly Item[]): readonly Item[] {
  return items.every(({ correctProb }) => correctProb !== null)
    ? items
    : items.map((item) => ({ ...item, correctProb: null }));
}

/** An answer without scores of choices: right or wrong. `choices`: 0 for an open answer, null when not known. */
export function plainItem(id: string, correct: 0 | 1, choices: number | null, fingerprint: string | null): Item {
  return { id, correct, confidence: null, correctProb: null, picked: null, choices, fingerprint, logprobs: null };
}
