import { createHash } from "node:crypto";
import type { Fault } from "../faults.ts";
import type { Evaluation } from "./evaluation.ts";

/** What is kept of a cell, to compare another run of it with. */
export interface MeasuredCell {
  readonly source: string;
  readonly file: string;
  readonly model: string;
  readonly date: number | null;
  /** of all answers; null where there are none */
  readonly digest: string | null;
  readonly accuracy: number | null;
  readonly n: number | null;
}

/** Logs round means: those that differ by less are equal. */
const TOLERANCE = 1e-6;

/** What is kept of an evaluation. */
export function measuredCell({ source, file, model, date, accuracy, n, items }: Evaluation): MeasuredCell {
  const kept = { source, file, model, date };
  if (items === null) return { ...kept, digest: null, accuracy, n };
  const hash = createHash("sha256");
  for (const { id, correct, confidence } of items)
    hash.update(`${id}\u0000${correct}\u0000${confidence?.toFixed(9)}\n`);
  const right = items.reduce((sum, { correct }) => sum + correct, 0);
  return { ...kept, digest: hash.digest("hex"), accuracy: right / items.length, n: items.length };
}

/**
 * What is wrong with a second run of a cell; null when it is left out: it has the result of the first, or is an older run of
 * the same model and the latest is wanted.
 */
export function repeatProblem(
  first: MeasuredCell,
  evaluation: Evaluation,
  repeats: "refuse" | "latest",
): Pick<Fault, "value" | "expected" | "todo"> | null {
  const second = measuredCell(evaluation);
  const what = `${second.model} on ${evaluation.benchmark} was measured already`;
  const isSame = hasSameResult(first, second);
  if (first.model !== second.model) {
    return {
      value: `${what} as ${first.model} in ${first.file}, with ${isSame ? "the same" : "another"} result`,
      expected: "one run of each model and benchmark",
      todo: "Two models have the same mixture, scale, seed and stage: tell them apart in the map.",
    };
  }
  if (isSame) return null;
  if (repeats === "latest") {
    if (first.date !== null && second.date !== null && second.date < first.date) return null;
    return {
      value: `${what} in ${first.file}, with another result, and the two do not tell which is the newer run`,
      expected: "a date in each run, as `repeats: latest` needs it",
      todo: "Leave the older of the two out of the folder.",
    };
  }
  return {
    value: `${what} in ${first.file}, with another result`,
    expected: "one run of each model and benchmark",
    todo: "Give one of the two runs, or write `repeats: latest` in the map.",
  };
}

/** How a run that is left out stands to the first one, before its name. */
export function repeatWord(first: MeasuredCell, evaluation: Evaluation): string {
  const second = measuredCell(evaluation);
  if (!hasSameResult(first, second)) return "an older run than";
  return first.digest !== null && first.digest === second.digest ? "the same run as" : "the same result as";
}

/** The same answers; or, where one of the two has means alone, the same accuracy over as many items. */
function hasSameResult(a: MeasuredCell, b: MeasuredCell): boolean {
  if (a.digest !== null && b.digest !== null) return a.digest === b.digest;
  if (a.accuracy === null || b.accuracy === null || Math.abs(a.accuracy - b.accuracy) > TOLERANCE) return false;
  return a.n === null || b.n === null || a.n === b.n;
}
