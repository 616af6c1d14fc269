import type { Fault } from "../faults.ts";
import { decimal } from "./decimal.ts";

/** A log-probability may lie above 0 by a rounding error of its writer. */
const TOLERANCE = 1e-6;
/** How far the confidence may lie from what log-probabilities of two decimals say. */
const CONFIDENCE_TOLERANCE = 0.005;

/**
 * The field `logprobs` of an item: one number for each choice, in CSV as text with spaces between (`-1.2 -0.3 -2.5 -4`), in Parquet
 * as a list or the same text.
 *
 * @returns null when it is empty; NaN stands for what is no number
 */
export function logprobsOf(field: unknown): readonly number[] | null {
  if (field === null || field === undefined || field === "") return null;
  if (typeof field === "string") return field.split(/\s+/).map(decimal);
  if (!Array.isArray(field) && !ArrayBuffer.isView(field)) return [Number.NaN];
  return Array.from(field as unknown as ArrayLike<unknown>, (value) =>
    typeof value === "number" || typeof value === "bigint" ? Number(value) : Number.NaN,
  );
}

/** What else the row says, for `logprobsFault`. */
export interface LogprobsRow {
  /** null where the benchmark declares none */
  readonly choices: number | null;
  /** in [0, 1]; null when it is not given */
  readonly confidence: number | null;
  /** index of a choice; null when it is not given */
  readonly picked: number | null;
}

/**
 * The first thing that is wrong with the log-probabilities of an item: their count, a value that is no finite number or above 0, a
 * picked choice that is not the most probable, a confidence that is not its probability.
 */
export function logprobsFault(
  values: readonly number[],
  { choices, confidence, picked }: LogprobsRow,
): Pick<Fault, "value" | "expected" | "todo"> | null {
  if (choices === null) {
    return {
      value: "logprobs are given for a benchmark without choices",
      expected: "the benchmark to declare how many choices an item has",
      todo: `Write choices: ${values.length} for it in study.yaml, or leave logprobs empty.`,
    };
  }
  if (values.length !== choices) {
    return {
      value: `logprobs has ${values.length} ${values.length === 1 ? "number" : "numbers"}`,
      expected: `${choices}, one for each choice`,
      todo: "Write the log-probability of every choice, in the order of the choices, with spaces between.",
    };
  }
  const wrong = values.findIndex((value) => !(Number.isFinite(value) && value <= TOLERANCE));
  if (wrong !== -1) {
    const value = values[wrong]!;
    const isNumber = Number.isFinite(value);
    return {
      value: `logprobs has ${isNumber ? value : "no finite number"} for choice ${wrong}`,
      expected: "a log-probability: a finite number, at most 0",
      todo: isNumber
        ? "Write natural logarithms: of probabilities ln of each, of logits what is left after subtracting ln Σ exp."
        : "Write decimal numbers; a choice of probability 0 gets a small one, such as -100.",
    };
  }
  const largest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (picked !== null && largest - (values[picked] ?? largest) > TOLERANCE) {
    return {
      value: `picked is ${picked}, but logprobs is largest for choice ${values.indexOf(largest)}`,
      expected: "the picked choice to be the most probable",
      todo: "Check that both come from the same scores, with the same normalisation of length, and in the same order.",
    };
  }
  const share = 1 / values.reduce((total, value) => total + Math.exp(value - largest), 0);
  if (confidence !== null && Math.abs(confidence - share) > CONFIDENCE_TOLERANCE) {
    return {
      value: `confidence is ${confidence}, but logprobs give the most probable choice ${share.toFixed(4)}`,
      expected: "the two equal, normalised over the choices",
      todo: "Check that both come from the same scores, with the same normalisation of length.",
    };
  }
  return null;
}
