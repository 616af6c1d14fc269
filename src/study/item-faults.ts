import type { Fault } from "../faults.ts";
import { decimal } from "./decimal.ts";
import type { Declared } from "./declared.ts";
import type { FaultList } from "./fault-list.ts";
import { idFault } from "./id-fault.ts";
import { type ItemCell, itemPlace, MISSING } from "./item-cell.ts";
import { logprobsFault, logprobsOf } from "./logprobs.ts";
import { seedNumber } from "./seed-number.ts";
import { shareFault } from "./share-fault.ts";
import type { Batch } from "./table.ts";

interface FaultyRow {
  readonly batch: Batch;
  readonly row: number;
  readonly shown: string;
  readonly declared: Declared;
  /** null when one of the ids is wrong */
  readonly cell: ItemCell | null;
  /** the number of the item in its benchmark, −1 when it has none */
  readonly item: number;
  readonly duplicate: boolean;
}

/** Says everything that is wrong with one row of items. */
export function itemFaults({ batch, row, shown, declared, cell, item, duplicate }: FaultyRow, faults: FaultList): void {
  const fieldOf = (name: string): unknown => batch.column(name)?.[row];
  const add = (name: string, fault: Pick<Fault, "value" | "expected" | "todo">) =>
    faults.add({ file: shown, ...batch.place(row, name), ...fault });

  for (const ids of [declared.mixture, declared.scale, declared.stage, declared.benchmark]) {
    const value = fieldOf(ids.name);
    if (typeof value !== "string" || ids.indexOf(value) === -1) add(ids.name, idFault(value, ids));
  }
  if (seedNumber(fieldOf("seed")) === null) add("seed", seedFault(fieldOf("seed")));
  if (cell !== null && item === -1) add("item", itemFault(fieldOf("item")));
  if (cell !== null && duplicate) {
    const { file, line } = itemPlace(cell, item);
    add("item", {
      value: `item ${String(fieldOf("item"))} of this model and benchmark stands here again`,
      expected: `one row for each item (the first is ${file}:${line})`,
      todo: "Remove one of the two, or correct its ids.",
    });
  }

  const y = numberAt(fieldOf("correct"));
  if (y !== 0 && y !== 1) {
    const value = fieldOf("correct");
    add("correct", {
      value: isMissing(value) ? "correct is empty" : `correct is ${String(value)}`,
      expected: "0 or 1",
      todo: "Write 1 for a right answer and 0 for a wrong one.",
    });
  }
  const shares = ["confidence", "correct_prob", "option_mass"].map((name) => {
    const value = fieldOf(name);
    const x = numberAt(value);
    if (!isMissing(value) && !(x >= -1e-6 && x <= 1 + 1e-6)) add(name, shareFault(name, value));
    return x;
  });
  const [q, c] = [shares[0]!, shares[1]!];
  const choices = cell === null ? null : declared.choices(cell.benchmark);
  const pick = fieldOf("picked");
  const x = numberAt(pick);
  if (!isMissing(pick) && !(Number.isInteger(x) && x >= 0 && x < (choices ?? 32768))) {
    add("picked", {
      value: `picked is ${String(pick)}`,
      expected: `the index of a choice, an integer from 0 to ${(choices ?? 32768) - 1}`,
      todo: "Count the choices from 0.",
    });
  }
  if (choices !== null && q >= 0 && q < 1 / choices - 1e-6)
    add("confidence", floorFault(fieldOf("confidence"), choices));
  else if (q >= 0 && q <= 1 + 1e-6 && c >= 0 && c <= 1 + 1e-6) {
    if (y === 1 && Math.abs(c - q) > 1e-6) {
      add("correct_prob", {
        value: `correct_prob is ${String(fieldOf("correct_prob"))} and confidence ${String(fieldOf("confidence"))}`,
        expected: "the two equal where correct is 1",
        todo: "Both are the probability of the choice picked; check that they come from the same scores.",
      });
    } else if (y === 0 && c > q + 1e-6) {
      add("correct_prob", {
        value: `correct_prob is ${String(fieldOf("correct_prob"))}, above the confidence ${String(fieldOf("confidence"))}`,
        expected: "at most the confidence where correct is 0",
        todo: "The choice picked is the most probable; check that both come from the same scores.",
      });
    }
  }
  if (cell === null) return;
  const scores = logprobsOf(fieldOf("logprobs"));
  const isSoundPick = Number.isInteger(x) && x >= 0 && x < (choices ?? 32768);
  const fault =
    scores &&
    logprobsFault(scores, {
      choices,
      confidence: isShare(q) ? q : null,
      picked: isSoundPick && !isMissing(pick) ? x : null,
    });
  if (fault) add("logprobs", fault);
  if (cell.rows === 0) return;
  const isAbsent = [
    ...[cell.confidence, cell.correctProb, cell.optionMass, cell.picked].map((column) => column[0] === MISSING),
    cell.logprobs === null,
  ];
  ["confidence", "correct_prob", "option_mass", "picked", "logprobs"].forEach((name, index) => {
    const missing = isMissing(fieldOf(name));
    if (missing === isAbsent[index]) return;
    const absent = batch.column(name) === null;
    faults.add({
      file: shown,
      ...batch.place(row, absent ? "item" : name),
      value: missing ? `${name} is ${absent ? "not a column" : "empty"}` : `${name} is ${String(fieldOf(name))}`,
      expected: missing
        ? `a value, as in the rows of this model and benchmark before it`
        : `nothing, as in the rows of this model and benchmark before it`,
      todo: `Give ${name} for all items of a model and benchmark, or for none.`,
    });
  });
}

/** What to say of a seed that is no integer. */
export function seedFault(seed: unknown): Pick<Fault, "value" | "expected" | "todo"> {
  return {
    value: isMissing(seed) ? "seed is empty" : `seed is ${String(seed)}`,
    expected: "an integer",
    todo: "Number the seeds; models without a seed of their own have seed 0.",
  };
}

/** What to say of a confidence below the least that the most probable of `choices` can have. */
export function floorFault(confidence: unknown, choices: number): Pick<Fault, "value" | "expected" | "todo"> {
  return {
    value: `confidence is ${String(confidence)}, below 1/${choices}`,
    expected: `at least 1/${choices}: the most probable of ${choices} choices has that`,
    todo: "Normalise the probabilities over the choices of the item; do not average them over tokens.",
  };
}

function itemFault(item: unknown): Pick<Fault, "value" | "expected" | "todo"> {
  return {
    value: isMissing(item) ? "item is empty" : `item is ${String(item)}`,
    expected: "an id: text or an integer",
    todo: "Give each item of a benchmark an id, the same for every model.",
  };
}

function isShare(x: number): boolean {
  return x >= -1e-6 && x <= 1 + 1e-6;
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

function numberAt(value: unknown): number {
  if (typeof value === "string") return decimal(value);
  return isMissing(value) ? Number.NaN : Number(value);
}
