import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScaleInput } from "./scale-tasks.ts";

/** One contestant’s run on one size. */
export interface ScaleRow {
  readonly items: number;
  /** of the Parquet files */
  readonly bytes: number;
  readonly by: string;
  readonly seconds: number;
  /** of all cores together */
  readonly cpuSeconds: number;
  /** the most memory that the process had */
  readonly megabytes: number;
}

export interface ScaleTables {
  readonly memory: string;
  readonly rows: readonly ScaleRow[];
}

interface Result {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
  /** null where it adds up nothing */
  readonly check: readonly (number | null)[];
}

const CONTESTANTS = [
  ["ours", "ours"],
  ["again", "ours, nothing new"],
  ["same", "DuckDB alone, the same queries"],
  ["plain", "DuckDB alone, SQL by hand"],
] as const;
/** Windows over text take too long beyond. */
const LARGEST_BY_HAND = 1e7;
/** Doubles summed in another order differ in the last digits. */
const AGREEMENT = 1e-6;

/**
 * Times the aggregation of generated items against DuckDB alone, each once in a process of its own, on the same files.
 *
 * @param wanted the number of items, about
 * @param memory as `--memory`; DuckDB alone is given as much as we give it
 * @throws {Error} when a contestant fails, or adds up to something else
 */
export function measureScale(wanted: number, memory: string, done: (what: string) => void): readonly ScaleRow[] {
  const limit = Math.round(Number.parseFloat(memory) * (/GB$/i.test(memory) ? 1e3 : 1)) - 400;
  const folder = mkdtempSync(join(tmpdir(), "magic-correlations-scale-"));
  const rows: ScaleRow[] = [];
  try {
    const input = { folder, items: wanted, memory, limit };
    const items = run("make", input).check[0] ?? 0;
    const names = readdirSync(join(folder, "items"));
    const bytes = names.reduce((total, name) => total + statSync(join(folder, "items", name)).size, 0);
    done(`${items.toLocaleString("en-US")} items written, ${Math.round(bytes / 1e6)} MB`);
    for (const [task, by] of CONTESTANTS) {
      if (task === "plain" && wanted > LARGEST_BY_HAND) continue;
      const { seconds, cpuSeconds, megabytes, check } = run(task, input);
      rows.push({ items, bytes, by, seconds, cpuSeconds, megabytes });
      done(`${by}: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU, ${Math.round(megabytes)} MB`);
      if (task === "ours" || task === "again") continue;
      const own = run("check", input).check;
      const differs = check.some((value, k) => value !== null && Math.abs(value - own[k]!) > AGREEMENT * own[k]!);
      if (differs) throw new Error(`${by}: adds up to ${check}, ours to ${own}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

function run(task: string, input: ScaleInput): Result {
  const arguments_ = [join(import.meta.dirname, "scale-child.ts"), task, JSON.stringify(input)];
  const { status, stdout, stderr } = spawnSync(process.execPath, arguments_, { encoding: "utf8" });
  if (status !== 0) throw new Error(`scale: ${task} failed:\n${stderr}`);
  return JSON.parse(stdout) as Result;
}
