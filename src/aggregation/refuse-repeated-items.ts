import { FaultError } from "../faults.ts";
import type { CellIds } from "../study/study.ts";
import { repeatedItemsSql } from "./aggregation-sql.ts";
import type { Engine } from "./engine.ts";
import { numberedCells } from "./numbered-cells.ts";

/** @throws {FaultError} with items that stand in one of the cells more than once */
export async function refuseRepeatedItems(
  engine: Engine,
  shown: string,
  rows: string,
  cells: readonly CellIds[],
): Promise<void> {
  for (const list of numberedCells(cells, engine.largestList, () => 0)) {
    const repeated = await engine.rows(repeatedItemsSql(rows, list));
    if (repeated.length === 0) continue;
    throw new FaultError(
      repeated.map(([number, item, count]) => {
        const { mixture, scale, seed, stage, benchmark } = cells[Number(number)]!;
        return {
          file: shown,
          value: `item ${item} of ${[mixture, scale, `seed ${seed}`, stage, benchmark].join(", ")} stands there ${count} times`,
          expected: "one row for each item of a model, stage and benchmark",
          todo: "Remove the others, or correct their ids; was a run written twice?",
        };
      }),
    );
  }
}
