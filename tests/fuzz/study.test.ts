import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aggregateStudy } from "../../src/aggregation/aggregate-study.ts";
import { duckdbEngine } from "../../src/aggregation/duckdb-engine.ts";
import { itemSources } from "../../src/aggregation/item-sources.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { write, writeStudy } from "../studies/write-study.ts";
import { type Change, changedBytes, changes } from "./changed-bytes.ts";
import { expectInWords } from "./expect-in-words.ts";
import { fuzzRuns } from "./fuzz-runs.ts";

let folder = "";
let sound: Record<string, Buffer> = {};
/** the same study without items, with what they add up to */
let aggregated: Record<string, Buffer> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fuzz-study-"));
  writeStudy(folder, { items: 4, mixtures: 2, benchmarks: 2, seeds: [1], questions: true });
  const read = (path: string) => readFileSync(join(folder, path));
  const csv = gunzipSync(read("items/all.csv.gz"));
  rmSync(join(folder, "items"), { recursive: true });
  sound = { "study.yaml": read("study.yaml"), "questions.csv": read("questions.csv"), "items/a.csv": csv };
  write(folder, "items/a.csv", csv);
  const engine = await duckdbEngine({ memory: "500MB", threads: 1, spill: join(folder, "spill") });
  await aggregateStudy({ engine, sources: await itemSources([folder]), out: folder });
  await engine.close();
  const made = ["study.yaml", "results.csv", "aggregates/bins.csv", "aggregates/calibration.csv"];
  aggregated = Object.fromEntries(made.map((path) => [path, read(path)]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TOKENS = {
  yaml: [
    "*a",
    "&a ",
    "!!int ",
    "<<: *a",
    "? ",
    "- ",
    "{",
    "}",
    "[",
    ": ",
    "\n---\n",
    "\t",
    "|",
    ">-",
    "'",
    '"',
    "\0",
    "é",
    "%YAML 9",
    "0x1",
    ".nan",
    "1e999",
    "__proto__: 1",
    "- -",
  ],
  csv: [",", '"', "\n", "\r\n", "\0", "nan", "-", "1e999", "\ufeff", "é", "0x1", "0.5", "__proto__", "=1+1", ";", " "],
  parquet: ["PAR1", "\0\0\0\0", "\x7f\x7f\x7f\x7f", "\u00ff", "\x15\x00"],
};

/** A study is loaded or refused with faults that have a place; anything else, such as an error of the reader, is a failure. */
async function outcome(files: Readonly<Record<string, Uint8Array>>): Promise<"loaded" | "refused"> {
  for (const name of ["items", "aggregates", "results.csv", "questions.csv"])
    rmSync(join(folder, name), { recursive: true, force: true });
  for (const [path, bytes] of Object.entries(files)) write(folder, path, bytes);
  try {
    const { cells } = await loadStudy(folder);
    for (const { accuracy, confidence } of cells) {
      expect(accuracy).toBeGreaterThanOrEqual(0);
      expect(accuracy).toBeLessThanOrEqual(1);
      if (confidence !== undefined && confidence !== null) expect(Math.abs(confidence - 0.5)).toBeLessThanOrEqual(0.5);
    }
    return "loaded";
  } catch (error) {
    expectInWords(error);
    return "refused";
  }
}

const parquet = () => {
  const [head, ...rows] = sound["items/a.csv"]!.toString()
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const numeric = new Set(["seed", "item", "correct", "confidence", "picked"]);
  return Buffer.from(
    parquetWriteBuffer({
      columnData: head!.map((name, column) => ({
        name,
        data: rows.map((row) => (numeric.has(name) ? Number(row[column]) : row[column]!)),
        ...(numeric.has(name) ? { type: "DOUBLE" as const } : {}),
      })),
    }),
  );
};

describe("whatever is done to a file of a study, it is loaded or refused in words", () => {
  const tried = (name: string, short: number, files: (all: readonly Change[]) => Record<string, Uint8Array>) =>
    test(name, { timeout: 3_600_000 }, async () => {
      const counts = { loaded: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(changes, async (all) => {
          counts[await outcome(files(all))]++;
        }),
        fuzzRuns(short),
      );
      if (process.env.FUZZ_RUNS) console.log(`${name}: ${JSON.stringify(counts)}`);
      expect(counts.refused).toBeGreaterThan(0);
    });

  tried("study.yaml", 25, (all) => ({ ...sound, "study.yaml": changedBytes(sound["study.yaml"]!, all, TOKENS.yaml) }));
  tried("items as CSV", 25, (all) => ({
    ...sound,
    "items/a.csv": changedBytes(sound["items/a.csv"]!, all, TOKENS.csv),
  }));
  tried("questions.csv", 25, (all) => ({
    ...sound,
    "questions.csv": changedBytes(sound["questions.csv"]!, all, TOKENS.csv),
  }));
  tried("items as CSV, compressed", 25, (all) => {
    const { "items/a.csv": csv, ...rest } = sound;
    return { ...rest, "items/b.csv.gz": changedBytes(gzipSync(csv!), all, TOKENS.parquet) };
  });
  for (const name of ["results.csv", "aggregates/bins.csv", "aggregates/calibration.csv"])
    tried(name, 25, (all) => ({ ...aggregated, [name]: changedBytes(aggregated[name]!, all, TOKENS.csv) }));
  let whole: Buffer | undefined;
  tried("items as Parquet", 40, (all) => {
    whole ??= parquet();
    const { "items/a.csv": _, ...rest } = sound;
    return { ...rest, "items/b.parquet": changedBytes(whole, all, TOKENS.parquet) };
  });
});

test("the files are sound before anything is done to them, as CSV, compressed and as Parquet", async () => {
  expect(await outcome(sound)).toBe("loaded");
  expect(await outcome(aggregated)).toBe("loaded");
  const { "items/a.csv": csv, ...rest } = sound;
  expect(await outcome({ ...rest, "items/a.csv.gz": gzipSync(csv!) })).toBe("loaded");
  rmSync(join(folder, "items"), { recursive: true });
  expect(await outcome({ ...rest, "items/a.parquet": parquet() })).toBe("loaded");
});
