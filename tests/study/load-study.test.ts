import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../src/files.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { cellKey, type Study } from "../../src/study/study.ts";
import { write, writeStudy } from "../studies/write-study.ts";

const root = mkdtempSync(join(tmpdir(), "load-"));
afterAll(() => rmSync(root, { recursive: true }));
let fresh = 0;
const folder = () => join(root, `study-${++fresh}`);

/** A study without what depends on the bytes of its files. */
const contents = ({ design, cells, items, benchmarkItems }: Study) => ({
  design,
  cells,
  items: [...items],
  benchmarkItems: [...benchmarkItems],
});

describe("the bundled study", () => {
  const DATA = new URL("../../data/", import.meta.url).pathname;
  let study: Study;
  beforeAll(async () => {
    study = await loadStudy(DATA);
  });

  test("has every answer of every model once", () => {
    const { mixtures, scales, stages, benchmarks } = study.design;
    const models = new Set(study.cells.map(({ mixture, scale, seed }) => `${mixture}/${scale}/${seed}`)).size;
    expect(models).toBe(81);
    expect(models).toBe(mixtures.length * scales.length * new Set(study.cells.map(({ seed }) => seed)).size);
    expect(study.cells.length).toBe(models * stages.length * benchmarks.length);
    expect([...study.items.values()].reduce((total, { item }) => total + item.length, 0)).toBe(648_000);
    expect(study.cells.every(({ n }) => n === 200)).toBe(true);
  });

  test("has the cells that a plain count over the rows gives", async () => {
    const bytes = readFileSync(join(DATA, "items/seed-2.parquet"));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const rows = await parquetReadObjects({ file, rowStart: 0, rowEnd: 20_000 });
    const sums = new Map<string, { n: number; right: number; confidence: number; brier: number; nll: number }>();
    for (const row of rows) {
      const key = cellKey(row as never);
      const sum = sums.get(key) ?? { n: 0, right: 0, confidence: 0, brier: 0, nll: 0 };
      sums.set(key, sum);
      sum.n += 1;
      sum.right += row.correct;
      sum.confidence += Number(row.confidence.toFixed(5)); // as the study was written
      sum.brier += (row.confidence - row.correct) ** 2;
      sum.nll -= Math.log(row.correct === 1 ? row.confidence : 1 - row.confidence);
    }
    expect(sums.size).toBe(100);
    const cells = new Map(study.cells.map((cell) => [cellKey(cell), cell]));
    for (const [key, { n, right, confidence, brier, nll }] of sums) {
      const cell = cells.get(key)!;
      expect(cell.n).toBe(n);
      expect(cell.accuracy).toBe(right / n);
      expect(cell.confidence).toBeCloseTo(confidence / n, 12);
      expect(cell.brier).toBeCloseTo(brier / n, 7);
      expect(Math.abs(cell.nll! - nll / n)).toBeLessThan(1e-5);
    }
  });

  test("has the clusters that its README tells of", () => {
    const clusters = (id: string) => study.benchmarkItems.get(id)!.clusters;
    expect([clusters("geography"), clusters("materials"), clusters("negation")]).toEqual([12, 32, 111]);
    for (const id of ["taxonomy", "inheritance", "habitat"]) expect(clusters(id)).toBe(20);
    expect([...study.benchmarkItems.values()].every(({ hasClusters }) => hasClusters)).toBe(true);
  });

  test("is sorted: by benchmark, scale, stage, mixture, seed; items by number", () => {
    const first = study.cells[0]!;
    expect([first.benchmark, first.scale, first.stage, first.mixture, first.seed]).toEqual([
      "cause-effect",
      "40k",
      "pretrain",
      "balanced",
      1,
    ]);
    expect([...study.items.keys()]).toEqual(study.cells.map(cellKey));
    expect([...study.benchmarkItems.keys()]).toEqual(study.design.benchmarks.map(({ id }) => id));
    for (const { ids } of study.benchmarkItems.values())
      expect(ids).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`));
    for (const { item } of study.items.values()) expect(item.every((value, index) => value === index)).toBe(true);
  });

  test("records every file with its hash", () => {
    expect(study.files.map(({ path }) => path)).toEqual([
      "items/seed-1.parquet",
      "items/seed-2.parquet",
      "items/seed-3.parquet",
      "models.csv",
      "questions.csv",
      "study.yaml",
    ]);
    for (const { path, sha256: hash, bytes } of study.files) {
      const content = readFileSync(join(DATA, path));
      expect(hash).toBe(sha256(content));
      expect(bytes).toBe(content.length);
    }
  });

  test("cannot be changed", () => {
    expect(Object.isFrozen(study)).toBe(true);
    expect(Object.isFrozen(study.cells)).toBe(true);
    expect(study.cells.every(Object.isFrozen)).toBe(true);
  });
});

describe("one table, written in several ways, is one study", () => {
  const directory = folder();
  let lines: string[];
  let expected: ReturnType<typeof contents>;
  const design = () => readFileSync(join(directory, "study.yaml"));
  const variant = async (files: Record<string, string | Uint8Array>) => {
    const own = folder();
    write(own, "study.yaml", design());
    for (const [path, content] of Object.entries(files)) write(own, path, content);
    return contents(await loadStudy(own));
  };

  beforeAll(async () => {
    writeStudy(directory, { mixtures: 3, seeds: [1], benchmarks: 3, items: 20 });
    const { gunzipSync } = await import("node:zlib");
    lines = gunzipSync(readFileSync(join(directory, "items/all.csv.gz")))
      .toString("utf8")
      .trimEnd()
      .split("\n");
    expected = contents(await loadStudy(directory));
  });
  const table = (rows: readonly string[]) => `${[lines[0], ...rows].join("\n")}\n`;

  test("with a byte order mark, CRLF, empty lines, quotes and spaces", async () => {
    const text = table(lines.slice(1));
    const quoted = lines
      .map((line) =>
        line
          .split(",")
          .map((field) => `"${field}"`)
          .join(","),
      )
      .join("\n");
    const ways = [
      text,
      `\uFEFF${text}`,
      text.replaceAll("\n", "\r\n"),
      text.replaceAll("\n", "\n\n"),
      text.trimEnd(),
      quoted,
    ];
    ways.push(text.replaceAll(",", " , "));
    for (const way of ways) expect(await variant({ "items/a.csv": way })).toEqual(expected);
  });

  test("with its rows in any order, in one file or in several", async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), fc.nat({ max: lines.length - 2 }), async (numbers, cut) => {
        const rows = lines.slice(1).map((line) => ({ line, at: numbers.next().value as number }));
        const shuffled = rows.sort((a, b) => a.at - b.at).map(({ line }) => line);
        const parts = {
          "items/x.csv": table(shuffled.slice(0, cut + 1)),
          "items/b.csv.gz": gzipSync(table(shuffled.slice(cut + 1))),
        };
        if (cut === shuffled.length - 1) return;
        expect(await variant(parts)).toEqual(expected);
      }),
      { numRuns: 8, seed: 5 },
    );
  });

  test("with its columns in another order", async () => {
    const turned = lines.map((line) => line.split(",").reverse().join(",")).join("\n");
    expect(await variant({ "items/a.csv": turned })).toEqual(expected);
  });

  test.each([
    ["32-bit", "FLOAT"],
    ["64-bit", "DOUBLE"],
  ] as const)("as Parquet with %s numbers", async (_, type) => {
    const columns = lines[0]!.split(",").map((name, index) => {
      const values = lines.slice(1).map((line) => line.split(",")[index]!);
      const isText = ["mixture", "scale", "stage", "benchmark"].includes(name);
      if (isText) return { name, data: values, type: "STRING" as const };
      return { name, data: values.map(Number), type: name === "confidence" ? type : ("INT32" as const) };
    });
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData: columns, rowGroupSize: 100 }));
    expect(await variant({ "items/a.parquet": bytes })).toEqual(expected);
  });

  test("with results that say the same", async () => {
    const rows = expected.cells.map(
      ({ mixture, scale, seed, stage, benchmark, accuracy, n, confidence }) =>
        `${mixture},${scale},${seed},${stage},${benchmark},${accuracy.toFixed(3)},${n},${confidence!.toFixed(4)}`,
    );
    const results = ["mixture,scale,seed,stage,benchmark,accuracy,n,confidence", ...rows].join("\n");
    const both = await variant({ "items/a.csv": table(lines.slice(1)), "results.csv": results });
    expect(both).toEqual(expected);
    const alone = await variant({ "results.csv": results });
    expect(alone.cells.map(({ accuracy }) => accuracy)).toEqual(expected.cells.map(({ accuracy }) => accuracy));
    expect(alone.items).toEqual([]);
  });
});

test("a study with nulls in Parquet has no confidence where none was written", async () => {
  const directory = folder();
  writeStudy(directory, { mixtures: 1, seeds: [1], stages: ["pretrain"], benchmarks: 2 });
  rmSync(join(directory, "results.csv"));
  const text = (name: string, values: string[]) => ({ name, data: values, type: "STRING" as const });
  const bytes = parquetWriteBuffer({
    columnData: [
      text("mixture", Array(4).fill("mix-1")),
      text("scale", Array(4).fill("small")),
      text("stage", Array(4).fill("pretrain")),
      text("benchmark", ["bench-1", "bench-1", "bench-2", "bench-2"]),
      text("item", ["b", "a", "10", "9"]),
      { name: "seed", data: [1n, 1n, 1n, 1n], type: "INT64" },
      { name: "correct", data: [true, false, true, true], type: "BOOLEAN" },
      { name: "confidence", data: [0.5, 0.75, null, null], type: "DOUBLE", nullable: true },
    ],
  });
  write(directory, "items/a.parquet", new Uint8Array(bytes));
  const study = await loadStudy(directory);
  expect(study.cells.map(({ benchmark, accuracy, confidence }) => [benchmark, accuracy, confidence])).toEqual([
    ["bench-1", 0.5, 0.625],
    ["bench-2", 1, null],
  ]);
  expect(study.benchmarkItems.get("bench-1")!.ids).toEqual(["a", "b"]);
  expect(study.benchmarkItems.get("bench-2")!.ids).toEqual(["9", "10"]);
  expect([...study.items.get("bench-1/small/pretrain/mix-1/1")!.correct]).toEqual([0, 1]);
});
