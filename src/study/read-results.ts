import type { Fault } from "../faults.ts";
import { decimal } from "./decimal.ts";
import type { Declared } from "./declared.ts";
import type { FaultList } from "./fault-list.ts";
import { halfUnit } from "./half-unit.ts";
import { floorFault } from "./item-faults.ts";
import { readCsv } from "./read-csv.ts";
import { rowIds } from "./row-ids.ts";
import { shareFault } from "./share-fault.ts";
import { type Cell, type CellIds, cellKey } from "./study.ts";
import type { StudyFolder } from "./study-folder.ts";
import type { TableColumns } from "./table.ts";
import { type AddRowFault, tableRow } from "./table-row.ts";

export const RESULT_COLUMNS: TableColumns = {
  required: ["mixture", "scale", "seed", "stage", "benchmark", "accuracy"],
  optional: ["n", "confidence", "correct_prob", "brier", "nll"],
};

/**
 * Reads results.csv, if there is one: a cell for each row.
 *
 * @param fromItems the cells that have items, by `cellKey`: a row about one of them must agree, and adds nothing
 */
export function readResults(
  folder: StudyFolder,
  declared: Declared,
  fromItems: ReadonlyMap<string, Cell>,
  faults: FaultList,
): readonly Cell[] {
  const cells: Cell[] = [];
  const file = folder.exists("results.csv") ? folder.read("results.csv") : null;
  if (file === null) return cells;
  const lines = new Map<string, number>();

  readCsv(file, RESULT_COLUMNS, faults, (batch) => {
    for (let row = 0; row < batch.rows; row++) {
      const { text, fault } = tableRow(file, batch, row, faults);
      const ids = rowIds(text, declared, fault);
      const values = valuesOf(
        text,
        ids === null ? null : declared.choices(declared.benchmark.indexOf(ids.benchmark)),
        fault,
      );
      if (ids === null) continue;

      const key = cellKey(ids);
      const first = lines.get(key);
      if (first !== undefined) {
        fault("mixture", {
          value: `${ids.mixture}, ${ids.scale}, seed ${ids.seed}, ${ids.stage}, ${ids.benchmark} stands here again`,
          expected: `one row for each model, stage and benchmark (the first is ${file.shown}:${first})`,
          todo: "Remove one of the two, or correct its ids.",
        });
        continue;
      }
      lines.set(key, batch.line(row));
      if (values === null) continue;
      const measured = fromItems.get(key);
      if (measured === undefined) cells.push({ ...ids, ...values });
      else for (const [name, what] of contradictions(text, values, measured, declared)) fault(name, what);
    }
  });
  return cells;
}

type CellValues = Omit<Cell, keyof CellIds>;

function valuesOf(text: (name: string) => string, choices: number | null, fault: AddRowFault): CellValues | null {
  let sound = true;
  const refuse: AddRowFault = (name, what) => {
    sound = false;
    fault(name, what);
  };
  const share = (name: string): number | null => {
    if (text(name) === "") return null;
    const x = decimal(text(name));
    if (x >= 0 && x <= 1) return x;
    refuse(name, shareFault(name, text(name)));
    return null;
  };
  let accuracy = share("accuracy");
  if (text("accuracy") === "") refuse("accuracy", shareFault("accuracy", ""));

  let n: number | null = null;
  if (text("n") !== "") {
    n = decimal(text("n"));
    if (!(Number.isSafeInteger(n) && n > 0)) {
      refuse("n", {
        value: `n is ${text("n")}`,
        expected: "the number of items, a positive integer",
        todo: "Write how many items the accuracy is over, or leave it empty.",
      });
    } else if (accuracy !== null && choices !== null) {
      const exact = Math.round(accuracy * n) / n;
      if (Math.abs(accuracy - exact) <= halfUnit(text("accuracy"))) accuracy = exact;
      else {
        refuse("accuracy", {
          value: `accuracy is ${text("accuracy")}`,
          expected: `a share k/${n} (the nearest is ${Number(exact.toPrecision(6))})`,
          todo: "Correct the accuracy or n; where items score parts of a point, leave `choices` of the benchmark out.",
        });
      }
    }
  }

  const confidence = share("confidence");
  if (confidence !== null && choices !== null && confidence < 1 / choices - 1e-6) {
    refuse("confidence", floorFault(text("confidence"), choices));
  }
  const correctProb = share("correct_prob");
  if (confidence !== null && correctProb !== null && correctProb > confidence + 1e-6) {
    refuse("correct_prob", {
      value: `correct_prob is ${text("correct_prob")}, above the confidence ${text("confidence")}`,
      expected: "at most the confidence: the choice picked is the most probable",
      todo: "Check that both come from the same scores.",
    });
  }
  const brier = share("brier");
  let nll: number | null = null;
  if (text("nll") !== "") {
    nll = decimal(text("nll"));
    if (!(nll >= 0)) {
      refuse("nll", {
        value: `nll is ${text("nll")}`,
        expected: "a negative log-likelihood in nats, 0 or more",
        todo: "Write −log p, the mean over items.",
      });
    }
  }
  return sound && accuracy !== null ? { accuracy, n, confidence, correctProb, brier, nll } : null;
}

/** Where a row of results and the items of the same cell tell different things. */
function contradictions(
  text: (name: string) => string,
  values: CellValues,
  measured: Cell,
  declared: Declared,
): (readonly [string, Pick<Fault, "value" | "expected" | "todo">])[] {
  const found: (readonly [string, Pick<Fault, "value" | "expected" | "todo">])[] = [];
  const todo = "Compute the row from the items again, or remove it: cells with items do not need one.";
  const differs = (a: number, b: number, name: string, more: number) => Math.abs(a - b) > halfUnit(text(name)) + more;
  if (values.n !== null && values.n !== measured.n) {
    found.push(["n", { value: `n is ${text("n")}`, expected: `${measured.n}, the items of this cell`, todo }]);
  }
  const hasChoices = declared.choices(declared.benchmark.indexOf(measured.benchmark)) !== null;
  if (hasChoices && differs(decimal(text("accuracy")), measured.accuracy, "accuracy", 0)) {
    const right = `${Math.round(measured.accuracy * measured.n!)}/${measured.n}`;
    const expected = `${right} = ${Number(measured.accuracy.toPrecision(6))}, as its items say`;
    found.push(["accuracy", { value: `accuracy is ${text("accuracy")}`, expected, todo }]);
  }
  for (const [name, own, other] of [
    ["confidence", values.confidence, measured.confidence],
    ["correct_prob", values.correctProb, measured.correctProb],
  ] as const) {
    if (own === null || other === null || !differs(own, other, name, 1e-6)) continue;
    const expected = `${Number(other.toPrecision(6))}, the mean over its items`;
    found.push([name, { value: `${name} is ${text(name)}`, expected, todo }]);
  }
  return found;
}
