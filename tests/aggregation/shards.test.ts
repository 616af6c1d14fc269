import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { itemRowsSql } from "../../src/aggregation/item-rows-sql.ts";
import { billionths } from "../../src/study/billionths.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { aggregateInto, inFolder, someDuckdb } from "./aggregate-into.ts";

const HEAD = "mixture,scale,seed,stage,benchmark,item,correct,confidence,correct_prob";
const DESIGN = `id: tiny
title: Tiny
version: 2026.1.1
stages: [{id: pretrain, label: Pretraining}]
scales: [{id: 1b, label: 1B}]
mixtures: [{id: web, label: Web}, {id: code, label: Code}]
categories: [{id: general, label: General}]
benchmarks: [{id: quiz, label: Quiz, category: general, chance: 0}, {id: riddle, label: Riddle, category: general, chance: 0}]
`;

/** Rows of every cell: any confidence from a few, so that there are ties, or with all its digits. */
const confidence = fc.oneof(
  fc.constantFrom(0, 1, 0.5, 0.25, 0.0666666666, 0.2, 0.4),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const answer = fc.record({ correct: fc.constantFrom(0, 1), confidence });
const items = fc.array(answer, { minLength: 1, maxLength: 40 });
const CELLS = ["web", "code"].flatMap((mixture) =>
  [1, 2].flatMap((seed) => ["quiz", "riddle"].map((benchmark) => ({ mixture, seed, benchmark }))),
);

const rowsOf = (answers: readonly { correct: number; confidence: number }[][]) =>
  CELLS.flatMap(({ mixture, seed, benchmark }, k) =>
    answers[k]!.map(({ correct, confidence: q }, item) =>
      [mixture, "1b", seed, "pretrain", benchmark, item, correct, q, correct === 1 ? q : q / 2].join(","),
    ),
  );

test("cells from shards of any rows, in any order, by any number of threads, have the bytes of the whole, and those of the study in memory", async () => {
  await inFolder(async (root) => {
    const [engine, single] = [await someDuckdb(root), await someDuckdb(root, 1)];
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(items, { minLength: CELLS.length, maxLength: CELLS.length }),
        fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }),
        async (answers, deal) => {
          const rows = rowsOf(answers);
          const folder = join(root, String(run++));
          mkdirSync(join(folder, "study", "items"), { recursive: true });
          writeFileSync(join(folder, "study", "study.yaml"), DESIGN);
          writeFileSync(join(folder, "study", "items", "all.csv"), `${[HEAD, ...rows].join("\n")}\n`);
          const shards = [0, 1, 2, 3]
            .map((shard) => rows.filter((_, k) => deal[(k * 7) % deal.length] === shard).reverse())
            .filter((own) => own.length > 0);
          const paths = shards.map((own, k) => {
            const path = join(folder, `${9 - k}.csv`);
            writeFileSync(path, `${[HEAD, ...own].join("\n")}\n`);
            return path;
          });
          const whole = await aggregateInto(engine, [join(folder, "study")], join(folder, "whole"));
          const parts = await aggregateInto(single, paths, join(folder, "parts"));
          expect(parts.texts).toEqual(whole.texts);

          writeFileSync(join(folder, "whole", "study.yaml"), DESIGN);
          const [fromItems, fromResults] = [
            await loadStudy(join(folder, "study")),
            await loadStudy(join(folder, "whole")),
          ];
          expect(fromResults.cells).toEqual(fromItems.cells);
        },
      ),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 6), seed: 3 },
    );
    await engine.close();
    await single.close();
  });
});

test("itemRowsSql reads 32-bit probabilities as billionths() does", async () => {
  await inFolder(async (root) => {
    const bits = fc.sample(fc.integer({ min: 0, max: 0x3f800000 }), { numRuns: 20_000, seed: 5 });
    const decimals = fc.sample(fc.integer({ min: 0, max: 100_000 }), { numRuns: 20_000, seed: 6 });
    const floats = Float32Array.from([
      ...new Float32Array(Uint32Array.from(bits).buffer),
      ...decimals.map((k) => k / 1e5),
      ...decimals.map((k) => k / 1e6 + 1e-7),
      ...[1e-9, 5e-10, 4.9e-10, 1.5e-9, 0.1, 1 / 3, 2 / 3, 0.999999999, 1 - 2 ** -24],
    ]);
    const data = Array.from(floats);
    const path = join(root, "floats.parquet");
    const same = (value: string) => data.map(() => value);
    writeFileSync(
      path,
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            ...["mixture", "scale", "stage", "benchmark"].map((name) => ({ name, data: same("m") })),
            { name: "seed", data: data.map(() => 1), type: "INT32" },
            { name: "item", data: data.map((_, k) => k), type: "INT32" },
            { name: "correct", data: data.map(() => 0), type: "INT32" },
            { name: "confidence", data: data, type: "FLOAT" },
          ],
        }),
      ),
    );
    const engine = await someDuckdb(root);
    const source = { shown: path, kind: "parquet", sha256: null, bytes: null } as const;
    expect((await engine.columns(source)).get("confidence")).toBe("float");
    const kinds = new Map([
      ...["mixture", "scale", "stage", "benchmark"].map((name) => [name, "text"] as const),
      ...["seed", "item", "correct"].map((name) => [name, "integer"] as const),
      ["confidence", "real"] as const,
    ]);
    const rows = itemRowsSql({ from: engine.from(source), kinds, isTrimmed: false, isItemText: false });
    const found = await engine.rows(`SELECT CAST(q AS VARCHAR) FROM (${rows}) AS items ORDER BY item`);
    await engine.close();
    const wrong = found.flatMap(([q], k) => {
      const expected = billionths(floats[k]!, true);
      return Number(q) === expected ? [] : [`${floats[k]}: ${q}, expected ${expected}`];
    });
    expect(wrong).toEqual([]);
  });
});
