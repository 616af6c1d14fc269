import type { Declared } from "./declared.ts";
import { idFault } from "./id-fault.ts";
import { seedFault } from "./item-faults.ts";
import { seedNumber } from "./seed-number.ts";
import type { CellIds } from "./study.ts";
import type { AddRowFault } from "./table-row.ts";

/** The cell that a row of a table is about; null where an id is not declared or the seed is none, which are faults. */
export function rowIds(text: (name: string) => string, declared: Declared, fault: AddRowFault): CellIds | null {
  let sound = true;
  for (const ids of [declared.mixture, declared.scale, declared.stage, declared.benchmark]) {
    if (text(ids.name) !== "" && ids.indexOf(text(ids.name)) !== -1) continue;
    sound = false;
    fault(ids.name, idFault(text(ids.name), ids));
  }
  const seed = seedNumber(text("seed"));
  if (seed === null) fault("seed", seedFault(text("seed")));
  if (!sound || seed === null) return null;
  return { mixture: text("mixture"), scale: text("scale"), seed, stage: text("stage"), benchmark: text("benchmark") };
}
