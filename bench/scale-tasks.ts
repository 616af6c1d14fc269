import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { aggregateStudy } from "../src/aggregation/aggregate-study.ts";
import {
  cellSumsSql,
  distinctItemsSql,
  equalMassBinsSql,
  itemsOverSeedsSql,
  SUM_FIELDS,
} from "../src/aggregation/aggregation-sql.ts";
import { columnKind } from "../src/aggregation/column-kind.ts";
import { DUCKDB, duckdbEngine } from "../src/aggregation/duckdb-engine.ts";
import { itemRowsSql } from "../src/aggregation/item-rows-sql.ts";
import { itemSources } from "../src/aggregation/item-sources.ts";

/** What one run is given. */
export interface ScaleInput {
  /** has `items/`; results go beside it */
  readonly folder: string;
  readonly items: number;
  /** as `--memory` */
  readonly memory: string;
  /** for DuckDB alone: what our engine gives it of that, in MB */
  readonly limit: number;
}

const MIXTURES = 9;
const MODELS = MIXTURES * 2 * 3 * 2;
const CELL = "mixture, scale, seed, stage, benchmark";

/** Items of one benchmark: as many as MMLU has, and fewer where there are few in all. */
const itemsOf = (items: number) => (items < 1e5 ? 100 : items < 1e7 ? 1_000 : 10_000);

async function alone({ folder, limit }: ScaleInput) {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${limit}MB`,
    temp_directory: join(folder, "spill"),
    preserve_insertion_order: "false",
  });
  return instance.connect();
}

/** A file for each mixture: two scales, three seeds, two stages, all benchmarks. Confidence has five decimals in 32 bits. */
async function make(input: ScaleInput): Promise<readonly number[]> {
  const connection = await alone(input);
  const perBenchmark = itemsOf(input.items);
  const perModel = Math.max(perBenchmark, Math.round(input.items / MODELS / perBenchmark) * perBenchmark);
  mkdirSync(join(input.folder, "items"), { recursive: true });
  for (let mixture = 0; mixture < MIXTURES; mixture++) {
    await connection.run(`COPY (
      SELECT 'mixture-${mixture}' AS mixture, CASE WHEN model % 2 = 0 THEN '140m' ELSE '400m' END AS scale,
        CAST(model // 2 % 3 + 1 AS INTEGER) AS seed, CASE WHEN model // 6 = 0 THEN 'pretrain' ELSE 'sft' END AS stage,
        'benchmark-' || k // ${perBenchmark} AS benchmark, CAST(k % ${perBenchmark} AS INTEGER) AS item,
        CAST(hash(k, model, ${mixture}) % 100000 < units AS INTEGER) AS correct, CAST(units / 1e5 AS FLOAT) AS confidence
      FROM (
        SELECT model, k, CAST(25000 + hash(model, k, ${mixture}, 'q') % 75001 AS BIGINT) AS units
        FROM range(12) AS models (model), range(${perModel}) AS questions (k)
      )
    ) TO '${join(input.folder, "items", `mixture-${mixture}.parquet`)}' (FORMAT parquet)`);
  }
  connection.closeSync();
  return [perModel * MODELS];
}

const sumOf = (rows: readonly Record<string, string>[], name: string) =>
  rows.reduce((total, row) => total + Number(row[name]), 0);

/** The command itself, all of it: hashes, queries, tables. */
async function ours({ folder, memory }: ScaleInput): Promise<readonly number[]> {
  const out = join(folder, "out");
  const engine = await duckdbEngine({ memory, threads: null, spill: join(folder, "spill") });
  await aggregateStudy({ engine, sources: await itemSources([folder]), out });
  await engine.close();
  return [];
}

/** What `ours` wrote, for comparison; not timed with it. */
function check({ folder }: ScaleInput): readonly number[] {
  const read = (name: string) =>
    parse(readFileSync(join(folder, "out", name)), { columns: true }) as Record<string, string>[];
  const results = read("results.csv");
  return [sumOf(results, "n"), sumOf(results, "brier"), sumOf(read("aggregates/calibration.csv"), "ece")];
}

/** The same queries, of all files at once, and nothing else: no hashes, nothing kept, no tables. */
async function same(input: ScaleInput): Promise<readonly number[]> {
  const connection = await alone(input);
  const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRows() as string[][];
  const from = `read_parquet('${join(input.folder, "items", "*.parquet")}')`;
  const described = await query(`DESCRIBE SELECT * FROM ${from}`);
  const kinds = new Map(described.map(([name, type]) => [name!, columnKind(type!.toLowerCase())!]));
  const rows = itemRowsSql({ from, kinds, isTrimmed: false, isItemText: false });
  const cells = new Map<string, string[]>();
  let [n, ece] = [0, 0];
  for (const row of await query(cellSumsSql(rows, DUCKDB))) {
    const own = cells.get(row.slice(0, 5).join("/")) ?? [...row.slice(0, 5), "0"];
    const items = Number(row[SUM_FIELDS.indexOf("n")]);
    own[5] = String(Number(own[5]) + items);
    n += items;
    cells.set(row.slice(0, 5).join("/"), own);
  }
  const levels = new Map<string, number>();
  const list = [...cells.values()].map(([mixture, scale, seed, stage, benchmark, also], number) => {
    const level = [mixture, scale, stage, benchmark].join("/");
    levels.set(level, levels.get(level) ?? levels.size);
    const ids = { mixture: mixture!, scale: scale!, seed: Number(seed), stage: stage!, benchmark: benchmark! };
    return { ...ids, number, also: Number(also), level: levels.get(level)! };
  });
  await query(distinctItemsSql(rows, DUCKDB));
  for (let first = 0; first < list.length; first += 20_000) {
    const part = list.slice(first, first + 20_000);
    for (const [number, , size, right, confidence] of await query(equalMassBinsSql(rows, part, DUCKDB)))
      ece += Math.abs(Number(right) - Number(confidence) / 1e9) / list[Number(number)]!.also + 0 * Number(size);
  }
  await query(
    itemsOverSeedsSql(
      rows,
      list.map(({ level, ...cell }) => ({ ...cell, number: level })),
      DUCKDB,
    ),
  );
  connection.closeSync();
  return [n, Number.NaN, ece];
}

/** The same tables as one writes them by hand: doubles, windows over the five columns, an item twice by grouping. */
async function plain(input: ScaleInput): Promise<readonly number[]> {
  const connection = await alone(input);
  const from = `read_parquet('${join(input.folder, "items", "*.parquet")}')`;
  const copy = (name: string, sql: string) => connection.run(`COPY (${sql}) TO '${join(input.folder, name)}' (HEADER)`);
  const one = async (sql: string) => (await connection.runAndReadAll(sql)).getRows()[0]!.map(Number);
  await copy(
    "results.csv",
    `SELECT ${CELL}, avg(correct) AS accuracy, count(*) AS n, avg(confidence::DOUBLE) AS confidence,
       avg((confidence::DOUBLE - correct) ** 2) AS brier,
       avg(-ln(greatest(1e-15, CASE correct WHEN 1 THEN confidence::DOUBLE ELSE 1 - confidence::DOUBLE END))) AS nll
     FROM ${from} GROUP BY ${CELL}`,
  );
  await copy(
    "width.csv",
    `SELECT ${CELL}, ceil(confidence::DOUBLE * 15) AS bin, count(*) AS n, sum(correct) AS correct, avg(confidence::DOUBLE) AS confidence
     FROM ${from} GROUP BY ${CELL}, bin`,
  );
  await copy(
    "mass.csv",
    `SELECT ${CELL}, (30 * before + 14) // (2 * n) AS bin, count(*) AS items, sum(correct) AS correct, avg(confidence::DOUBLE) AS confidence,
       any_value(n) AS n, sum(correct * (before + upto + 1)) AS ranks
     FROM (
       SELECT ${CELL}, confidence, correct, rank() OVER (PARTITION BY ${CELL} ORDER BY confidence) - 1 AS before,
         count(*) OVER (PARTITION BY ${CELL} ORDER BY confidence) AS upto, count(*) OVER (PARTITION BY ${CELL}) AS n
       FROM ${from}
     ) GROUP BY ${CELL}, bin`,
  );
  await copy(
    "variance.csv",
    `SELECT mixture, scale, stage, benchmark, count(*) AS items, var_samp(y) AS accuracy, var_samp(q) AS confidence
     FROM (SELECT mixture, scale, stage, benchmark, item, avg(correct) AS y, avg(confidence::DOUBLE) AS q
           FROM ${from} GROUP BY mixture, scale, stage, benchmark, item)
     GROUP BY mixture, scale, stage, benchmark`,
  );
  await one(`SELECT count(*) FROM (SELECT 1 FROM ${from} GROUP BY ${CELL}, item HAVING count(*) > 1)`);
  const [n, brier] = await one(`SELECT sum(n), sum(brier) FROM read_csv('${join(input.folder, "results.csv")}')`);
  const [ece] = await one(
    `SELECT sum(abs(correct - items * confidence) / n) FROM read_csv('${join(input.folder, "mass.csv")}')`,
  );
  connection.closeSync();
  return [n!, brier!, ece!];
}

/** By name: each gives numbers to compare, NaN where it has none. */
export const SCALE_TASKS: Readonly<
  Record<string, (input: ScaleInput) => Promise<readonly number[]> | readonly number[]>
> = {
  make,
  ours,
  again: ours,
  check,
  same,
  plain,
};
