import { type Fault, FaultError } from "../faults.ts";
import { chooseColumns } from "../importers/choose-columns.ts";
import type { ToldPlace } from "../importers/evaluation.ts";
import type { ImportMap } from "../importers/import-map.ts";
import { benchmarkId } from "../importers/imported-design.ts";
import { placeModel } from "../importers/place-model.ts";
import { sqlText } from "./aggregation-sql.ts";
import type { Engine, ItemSource } from "./engine.ts";

/** A map of `npm run import`, for items whose columns or ids have other names. */
export interface ItemMap {
  readonly map: ImportMap;
  /** as the user typed it, for faults */
  readonly file: string;
}

/** A source in our columns, as SQL, and the types of its columns. */
export interface MappedSource {
  /** what stands after FROM */
  readonly from: string;
  readonly columns: ReadonlyMap<string, string>;
}

const PARTS = ["mixture", "scale", "seed", "stage"] as const;
const VALUES = ["item", "correct", "confidence", "correct_prob"] as const;

/**
 * The rows of a source under our names: columns as the map says or as they are usually called, models placed and benchmarks named as
 * `npm run import` does it. Every distinct model and benchmark is looked at here, once; the rows themselves stay with the engine, which
 * joins them with two short lists. Models and benchmarks that the map skips are left out.
 *
 * @throws {FaultError} with the columns that are not found, and with models and benchmarks that the map does not place
 */
export async function mappedSource(
  engine: Engine,
  source: ItemSource,
  { map, file }: ItemMap,
  types: ReadonlyMap<string, string>,
): Promise<MappedSource> {
  const head = [...types.keys()];
  const { places, problem } = chooseColumns(head, map.columns);
  const hasItems = places.has("item") && places.has("correct");
  const found = problem ?? {
    value: `has no column of items (there are ${head.join(", ")})`,
    expected: "item and correct",
  };
  if (problem !== null || !hasItems) {
    const todo =
      "Say under `columns:` of the map which they are; results without items are for `npm run import -- table`.";
    throw new FaultError([{ file: source.shown, ...found, todo }]);
  }
  const nameOf = (ours: string) => head[places.get(ours)!]!;
  const column = (ours: string) => `told.${quoted(nameOf(ours))}`;
  const textOf = (ours: string) => `COALESCE(TRIM(CAST(${column(ours)} AS VARCHAR)), '')`;
  const rows = `${engine.from(source)} AS told`;
  const distinct = (columns: readonly string[]) =>
    engine.rows(`SELECT DISTINCT ${columns.map(textOf).join(", ")} FROM ${rows}`);

  const faults: Fault[] = [];
  const keys = ["model", ...PARTS].filter((ours) => places.has(ours));
  const models: string[] = [];
  for (const row of await distinct(keys)) {
    const told = Object.fromEntries(keys.map((ours, k) => [ours, row[k] || undefined]));
    const model = told.model ?? PARTS.flatMap((part) => told[part] ?? []).join(" ");
    const placing = placeModel(model, told as ToldPlace, map);
    if (placing.kind === "problem") {
      const { value, expected, todo } = placing;
      faults.push({ file, value, expected, todo });
    } else if (placing.kind === "place") {
      const { mixture, scale, seed, stage } = placing.place;
      models.push(line([...row.map((field) => field ?? ""), mixture, scale, seed, stage], models.length === 0));
    }
  }
  const names: string[] = [];
  const isStrict = Object.keys(map.benchmarks).length > 0;
  for (const [name] of await distinct(["benchmark"])) {
    if (name === null || name === undefined || map.benchmarks[name]?.skip === true) continue;
    if (isStrict && !Object.hasOwn(map.benchmarks, name)) {
      const expected = "an entry for every benchmark in the items";
      const todo = `Add it, or leave it out: ${JSON.stringify(name)}: {skip: true}.`;
      faults.push({
        file,
        value: `the benchmark ${name} (in ${source.shown}) is not under benchmarks`,
        expected,
        todo,
      });
    }
    names.push(line([name, benchmarkId(name, map)], false));
  }
  if (models.length === 0 || names.length === 0) {
    const expected = "at least one model and one benchmark that the map does not skip";
    faults.push({ file: source.shown, value: "has nothing that is wanted", expected, todo: "Leave the file out." });
  }
  if (faults.length > 0) throw new FaultError(faults);

  const known = VALUES.filter((ours) => places.has(ours));
  const on = keys.map((ours, k) => `${textOf(ours)} = models.k${k}`).join(" AND ");
  const list = (lines: readonly string[], name: string, columns: readonly string[]) =>
    `(VALUES ${lines.join(", ")}) AS ${name} (${columns.join(", ")})`;
  const select = [
    ...PARTS.map((part) => `models.${part} AS ${part}`),
    "benchmarks.benchmark AS benchmark",
    ...known.map((ours) => `${column(ours)} AS ${ours}`),
  ];
  return {
    from: `(SELECT ${select.join(", ")} FROM ${rows}
  JOIN ${list(models, "models", [...keys.map((_, k) => `k${k}`), ...PARTS])} ON ${on}
  JOIN ${list(names, "benchmarks", ["name", "benchmark"])} ON ${textOf("benchmark")} = benchmarks.name) AS mapped`,
    columns: new Map([
      ...["mixture", "scale", "stage", "benchmark"].map((name) => [name, "varchar"] as const),
      ["seed", "bigint"],
      ...known.map((ours) => [ours, types.get(nameOf(ours))!] as const),
    ]),
  };
}

/** What of a map the aggregates of a file depend on, as text. */
export function itemMapKey({ map: { columns, models, defaults, values, benchmarks } }: ItemMap): string {
  const ids = Object.entries(benchmarks).map(([name, { id, skip }]) => [name, id, skip]);
  const { patterns, table, skip } = models;
  return JSON.stringify([columns, patterns.map(String), table, skip.map(String), defaults, values, ids]);
}

/** A line of `VALUES`; the first tells the type of whole numbers. */
function line(fields: readonly (string | number)[], isFirst: boolean): string {
  const sql = (field: string | number) =>
    typeof field === "string" ? sqlText(field) : isFirst ? `CAST(${field} AS BIGINT)` : String(field);
  return `(${fields.map(sql).join(", ")})`;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
