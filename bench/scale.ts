import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "../src/figures/median.ts";
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
/** As many runs as fit into the time of a large one: what takes a second varies by a tenth. */
const runsOf = (items: number) => (items < 5e6 ? 9 : items < 5e7 ? 3 : 1);
/** As `npm run aggregate` has it; all contestants have it. */
const SPACE = "--max-semi-space-size=64";
/** Windows over text take too long beyond. */
const LARGEST_BY_HAND = 1e7;
/** Doubles summed in another order differ in the last digits. */
const AGREEMENT = 1e-6;

/**
 * Times the aggregation of generated items against DuckDB alone, each in a process of its own, on the same files: the medians of
 * some runs, which the contestants take in turns.
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
    const contestants = CONTESTANTS.filter(([task]) => task !== "plain" || wanted <= LARGEST_BY_HAND);
    const results = new Map<string, Result[]>(contestants.map(([task]) => [task, []]));
    for (let turn = 0; turn < runsOf(wanted); turn++) {
      rmSync(join(folder, "out"), { recursive: true, force: true });
      for (const [task, by] of contestants) {
        const result = run(task, input);
        results.get(task)!.push(result);
        if (task === "ours" || task === "again") continue;
        const own = run("check", input).check;
        const differs = result.check.some(
          (value, k) => value !== null && Math.abs(value - own[k]!) > AGREEMENT * own[k]!,
        );
        if (differs) throw new Error(`${by}: adds up to ${result.check}, ours to ${own}`);
      }
    }
    for (const [task, by] of contestants) {
      const own = results.get(task)!;
      const seconds = median(own.map((result) => result.seconds))!;
      const cpuSeconds = median(own.map((result) => result.cpuSeconds))!;
      const megabytes = Math.max(...own.map((result) => result.megabytes));
      rows.push({ items, bytes, by, seconds, cpuSeconds, megabytes });
      done(`${by}: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU, ${Math.round(megabytes)} MB`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

function run(task: string, input: ScaleInput): Result {
  const arguments_ = [join(import.meta.dirname, "scale-child.ts"), task, JSON.stringify(input)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [SPACE, ...arguments_], { encoding: "utf8" });
  if (status !== 0) throw new Error(`scale: ${task} failed:\n${stderr}`);
  return JSON.parse(stdout) as Result;
}
