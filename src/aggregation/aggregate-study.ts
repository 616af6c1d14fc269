import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Fault, FaultError } from "../faults.ts";
import { writeAllAtomic, writeAtomic } from "../files.ts";
import { OPEN, parseImportMap } from "../importers/import-map.ts";
import { benchmarkId, designYaml, importedDesign } from "../importers/imported-design.ts";
import { knownChoices } from "../importers/known-choices.ts";
import { type Declared, undeclaredIds } from "../study/declared.ts";
import { faultList } from "../study/fault-list.ts";
import { idFault } from "../study/id-fault.ts";
import { floorFault } from "../study/item-faults.ts";
import { readDesign } from "../study/read-design.ts";
import { TOLERANCE } from "../study/read-items.ts";
import { cellKey } from "../study/study.ts";
import { studyFolder } from "../study/study-folder.ts";
import { type Aggregated, aggregateItems } from "./aggregate-items.ts";
import { cellTables, levelTable } from "./aggregated-tables.ts";
import type { CellAggregate } from "./cell-aggregate.ts";
import type { Engine, ItemSource } from "./engine.ts";
import type { ItemMap } from "./mapped-source.ts";

export interface AggregateStudyRequest {
  readonly engine: Engine;
  readonly sources: readonly ItemSource[];
  /** where columns or ids are not ours */
  readonly map?: ItemMap | undefined;
  /** the study folder: results.csv and aggregates/ are written there */
  readonly out: string;
  readonly step?: (doing: string) => void;
}

/** What was done, for the summary. */
export interface AggregateSummary {
  readonly sources: number;
  readonly items: number;
  readonly cells: number;
  readonly counts: ReturnType<Aggregated["counts"]>;
  /** the files written, relative to the study folder */
  readonly written: readonly string[];
}

/** Where results of files are kept, in the study folder. */
export const KEPT = ".aggregates";
const DRAFT = "study.draft.yaml";

/**
 * Aggregates items into a study folder: `results.csv`, and in `aggregates/` what a report cannot tell from it. Where the folder has
 * a `study.yaml`, ids and confidences are checked against it; where not, one is written beside: whole with a map, else a draft.
 *
 * @throws {FaultError} with what is wrong; then nothing in the folder has changed but what is kept of files
 */
export async function aggregateStudy(request: AggregateStudyRequest): Promise<AggregateSummary> {
  try {
    return await aggregated(request);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw new FaultError(error.faults, `no table was written (${KEPT} keeps what was done of whole files)`);
  }
}

async function aggregated({ engine, sources, map, out, step }: AggregateStudyRequest): Promise<AggregateSummary> {
  const declared = declaredIn(out);
  writeAtomic(join(out, KEPT, ".gitignore"), "*\n");
  const folder = join(out, KEPT);
  const all = await aggregateItems({ engine, sources, map: map ?? null, folder, ...(step && { step }) });
  refuseWrongCells(all, declared);
  const design = declared === null ? designOf(all.cells, map) : null;
  // the engine adds up levels over their seeds meanwhile
  const [levels, ofCells] = await Promise.all([all.levels(), inTurns(cellTables(all.cells))]);
  const tables = [...ofCells, levelTable(levels), ...(design === null ? [] : [design])];
  const [results, ...others] = tables.map(([name, text]) => [join(out, name), text] as const);
  await writeAllAtomic(results!, others);
  if (declared !== null) rmSync(join(out, DRAFT), { force: true });
  return {
    sources: sources.length,
    items: all.cells.reduce((total, { n }) => total + n, 0),
    cells: all.cells.length,
    counts: all.counts(),
    written: tables.map(([name]) => name),
  };
}

/** Makes things one by one, and lets what waits in between. */
async function inTurns<Made>(things: Iterable<Made>): Promise<Made[]> {
  const made: Made[] = [];
  for (const thing of things) {
    made.push(thing);
    await nextTurn();
  }
  return made;
}

function declaredIn(out: string): Declared | null {
  if (!existsSync(join(out, "study.yaml"))) return null;
  const faults = faultList(out);
  const folder = studyFolder(out, faults);
  const declared = folder && readDesign(folder, faults).declared;
  if (faults.all.length > 0) throw new FaultError(faults.all);
  return declared;
}

/** What cannot be a cell of a study: ids that are none or not declared, columns for some of the items only, a confidence below 1/choices. */
function refuseWrongCells({ cells, shown: files }: Pick<Aggregated, "cells" | "shown">, design: Declared | null): void {
  const faults = faultList("items");
  const told = new Set<string>();
  const once = (key: string, fault: Fault) => {
    if (!told.has(key)) faults.add(fault);
    told.add(key);
  };
  const declared = design ?? {
    ...{ mixture: undeclaredIds("mixture"), scale: undeclaredIds("scale"), stage: undeclaredIds("stage") },
    ...{ benchmark: undeclaredIds("benchmark"), choices: () => null },
  };
  for (const cell of cells) {
    const file = files.get(cellKey(cell)) ?? "items";
    for (const name of ["mixture", "scale", "stage", "benchmark"] as const) {
      const value = cell[name];
      if (design !== null && declared[name].indexOf(value) === -1)
        once(`${name}/${value}`, { file, ...idFault(value, declared[name]) });
      if (design === null && !/^[a-z0-9]+([._-][a-z0-9]+)*$/.test(value))
        once(`${name}/${value}`, {
          file,
          value: `${name} is ${JSON.stringify(value)}`,
          expected: "an id of lower-case letters, digits and single . _ - between them",
          todo: "Rename it in the items; the label that readers see goes into study.yaml.",
        });
    }
    const shown = [cell.mixture, cell.scale, `seed ${cell.seed}`, cell.stage, cell.benchmark].join(", ");
    for (const [name, count] of [
      ["confidence", cell.confidences],
      ["correct_prob", cell.correctProbs],
    ] as const) {
      if (count === 0 || count === cell.n) continue;
      faults.add({
        file,
        value: `${name} is given for ${count} of the ${cell.n} items of ${shown}`,
        expected: "all of them, or none",
        todo: `Give ${name} for all items of a model and benchmark, or for none.`,
      });
    }
    const choices = declared.choices(declared.benchmark.indexOf(cell.benchmark));
    if (choices !== null && cell.lowest >= 0 && cell.lowest < Math.ceil(1e9 / choices) - TOLERANCE) {
      const { value, ...rest } = floorFault(cell.lowest / 1e9, choices);
      faults.add({ file, value: `in ${shown}, ${value}`, ...rest });
    }
  }
  if (faults.all.length > 0) throw new FaultError(faults.all);
}

/**
 * `study.yaml` of what was found, where a map tells the rest; without a map a draft of it, in which what items cannot tell is a
 * question mark.
 *
 * @throws {FaultError} with what the map leaves open
 */
function designOf(cells: readonly CellAggregate[], own: ItemMap | undefined): readonly [name: string, text: string] {
  const { map, file } = own ?? { map: parseImportMap("{}", DRAFT), file: DRAFT };
  const named = new Map(Object.keys(map.benchmarks).map((name) => [benchmarkId(name, map), name]));
  const benchmarks = [...new Set(cells.map(({ benchmark }) => benchmark))].map((id) => ({
    ...{ name: named.get(id) ?? id, group: null, score: "", scores: [], choices: new Map<number | null, number>() },
    ...{ models: new Set<string>(), hasConfidence: true },
  }));
  const { design, faults } = importedDesign(map, file, cells, benchmarks, []);
  if (own !== undefined) {
    if (faults.length > 0) throw new FaultError(faults);
    return ["study.yaml", designYaml(design)];
  }
  const open = design.benchmarks.map((row) => {
    const choices = knownChoices(row.id);
    return { ...row, ...(choices === null ? { chance: OPEN } : { chance: Number((1 / choices).toFixed(6)), choices }) };
  });
  const text = [
    "# A draft: look through it and save it as study.yaml. Items do not tell the order of stages, the chance of a benchmark",
    "# (the accuracy of guessing; 0 for open answers), how many choices it has (choices: 4), or its category.",
    designYaml({ ...design, id: "aggregated", title: "Aggregated evaluations", benchmarks: open }),
  ];
  return [DRAFT, text.join("\n")];
}
