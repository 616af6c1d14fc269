import type { FaultList } from "./fault-list.ts";
import { type ItemCell, itemPlace, MISSING } from "./item-cell.ts";
import type { ItemIds } from "./item-ids.ts";
import type { QuestionRow } from "./read-questions.ts";

/**
 * Checks the choices picked against the answers of questions.csv: correct is 1 where and only where they are the same.
 * One fault per benchmark, at its first row: when one row is wrong, the cause is mostly one for all.
 */
export function pickFaults(
  cells: readonly ItemCell[],
  ids: ReadonlyMap<number, ItemIds>,
  questions: ReadonlyMap<number, ReadonlyMap<string, QuestionRow>>,
  questionsFile: string,
  faults: FaultList,
): void {
  for (const [benchmark, rows] of questions) {
    const answers = Int32Array.from(ids.get(benchmark)?.list ?? [], (id) => rows.get(id)?.answer ?? MISSING);
    let [wrong, checked] = [0, 0];
    let first: { cell: ItemCell; row: number } | null = null;
    for (const cell of cells) {
      if (cell.benchmark !== benchmark) continue;
      for (let row = 0; row < cell.rows; row++) {
        const answer = answers[cell.item[row]!]!;
        const picked = cell.picked[row]!;
        if (answer === MISSING || picked === MISSING) continue;
        checked++;
        if ((picked === answer) === (cell.correct[row] === 1)) continue;
        wrong++;
        first ??= { cell, row };
      }
    }
    if (first === null) continue;
    const { cell, row } = first;
    faults.add({
      ...itemPlace(cell, cell.item[row]!),
      value: `correct is ${cell.correct[row]} and picked ${cell.picked[row]}, but ${questionsFile} says that ${answers[cell.item[row]!]} is right`,
      expected: `correct 1 where the picked choice is the answer, else 0 (${wrong} of ${checked} rows of this benchmark differ)`,
      todo: "Check that item ids and the order of choices are the same in both.",
    });
  }
}
