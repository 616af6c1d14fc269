import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aggregateStudy } from "../../src/aggregation/aggregate-study.ts";
import { duckdbEngine } from "../../src/aggregation/duckdb-engine.ts";
import type { Engine } from "../../src/aggregation/engine.ts";
import { itemSources } from "../../src/aggregation/item-sources.ts";

/** A folder that is gone after `use`. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "aggregate-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** DuckDB with little, and the queries that it was asked. */
export async function someDuckdb(folder: string, threads = 2): Promise<Engine & { readonly asked: string[] }> {
  const engine = await duckdbEngine({
    memory: "1GB",
    threads,
    spill: join(folder, "spill"),
    extensions: join(folder, "extensions"),
  });
  const asked: string[] = [];
  const rows = (sql: string) => {
    asked.push(sql);
    return engine.rows(sql);
  };
  return { ...engine, rows, asked };
}

/** Aggregates files into `out`, and reads what was written. */
export async function aggregateInto(engine: Engine, paths: readonly string[], out: string) {
  const summary = await aggregateStudy({ engine, sources: await itemSources(paths), out });
  return { summary, texts: summary.written.map((name) => `${name}\n${readFileSync(join(out, name), "utf8")}`) };
}
