import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbEngine } from "../../src/aggregation/duckdb-engine.ts";
import { aggregateInto, inFolder, someDuckdb } from "./aggregate-into.ts";

const HEAD = "mixture,scale,seed,stage,benchmark,item,correct,confidence,correct_prob";
const ROW = "web,1b,1,pretrain,quiz,1,1,0.5,0.5";
const csv = (...rows: readonly string[]) => `${[HEAD, ...rows].join("\n")}\n`;
const DESIGN = `id: tiny
title: Tiny
version: 2026.1.1
stages: [{id: pretrain, label: Pretraining}]
scales: [{id: 1b, label: 1B}]
mixtures: [{id: web, label: Web}]
categories: [{id: general, label: General}]
benchmarks: [{id: quiz, label: Quiz, category: general, chance: 0.25, choices: 4}]
`;

let engine: Awaited<ReturnType<typeof someDuckdb>>;
beforeAll(async () => {
  engine = await someDuckdb("/nonexistent");
});
afterAll(() => engine.close());

/** What aggregating these files says, without the folder. */
async function refusal(files: Readonly<Record<string, string | Uint8Array>>, design?: string): Promise<string> {
  return inFolder(async (root) => {
    const out = join(root, "study");
    mkdirSync(out);
    if (design) writeFileSync(join(out, "study.yaml"), design);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    const paths = Object.keys(files).map((name) => join(root, name));
    const message = await aggregateInto(engine, paths, out).then(
      () => "accepted",
      (error: Error) => {
        if (error.name !== "FaultError") throw error;
        return error.message;
      },
    );
    if (message !== "accepted") expect(readdirSync(out)).not.toContain("results.csv");
    return message.replaceAll(`${root}/`, "");
  });
}

test.each([
  [
    "correct is 2",
    csv(ROW, "web,1b,1,pretrain,quiz,2,2,0.5,0.5"),
    /a\.csv {2}correct is wrong or missing in 1 row \(the first is web, 1b, 1, pretrain, quiz, 2\); expected 0 or 1/,
  ],
  ["a seed of a half", csv("web,1b,1.5,pretrain,quiz,1,1,0.5,0.5"), /seed is wrong or missing in 1 row/],
  ["a seed with an exponent", csv("web,1b,1e1,pretrain,quiz,1,1,0.5,0.5"), /seed is wrong or missing/],
  [
    "percentages",
    csv("web,1b,1,pretrain,quiz,1,1,50,0.5"),
    /confidence is wrong or missing in 1 row .*expected a share in \[0, 1\]/,
  ],
  ["NaN", csv("web,1b,1,pretrain,quiz,1,1,NaN,"), /confidence is wrong or missing/],
  ["a word for a number", csv("web,1b,1,pretrain,quiz,1,1,high,"), /confidence is wrong or missing/],
  ["no item", csv("web,1b,1,pretrain,quiz,,1,0.5,0.5"), /item is wrong or missing/],
  ["no mixture", csv(",1b,1,pretrain,quiz,1,1,0.5,0.5"), /mixture is wrong or missing/],
  [
    "a right answer with another probability",
    csv("web,1b,1,pretrain,quiz,1,1,0.5,0.4"),
    /correct_prob is wrong .*expected the confidence where correct is 1/,
  ],
  ["an item twice", csv(ROW, ROW), /item 1 of web, 1b, seed 1, pretrain, quiz stands there 2 times/],
  [
    "confidence for some",
    csv(ROW, "web,1b,1,pretrain,quiz,2,1,,"),
    /confidence is given for 1 of the 2 items of web, 1b, seed 1/,
  ],
  ["an id that is none", csv("Web Heavy,1b,1,pretrain,quiz,1,1,0.5,0.5"), /mixture is "Web Heavy"; expected an id/],
  [
    "a column short",
    "mixture,scale,seed,stage,benchmark,item\nweb,1b,1,pretrain,quiz,1\n",
    /column correct is missing/,
  ],
  ["no rows that fit", `${HEAD}\nweb,1b\n`, /a\.csv {2}has a row near its start with other fields/],
  [
    "a short row far down",
    csv(...Array.from({ length: 30_000 }, (_, k) => ROW.replace("quiz,1", `quiz,${k}`)), "web,1b"),
    /a\.csv:30002 {2}has 2 fields here, 9 in its header; expected as many fields/,
  ],
  [
    "a file cut off within a number",
    `${csv(ROW)}web,1b,1,pretrain,quiz,2,1,0.`,
    /a\.csv {2}does not end with a line break/,
  ],
])("%s is refused, and nothing is written", async (_, text, message) => {
  expect(await refusal({ "a.csv": text })).toMatch(message);
});

test("an item in two files is refused, and so are two files with the same bytes", async () => {
  expect(await refusal({ "a.csv": csv(ROW), "b.csv": csv(ROW, ROW.replace("quiz,1", "quiz,2")) })).toMatch(
    /a\.csv, b\.csv {2}item 1 of web, 1b, seed 1, pretrain, quiz stands there 2 times/,
  );
  expect(await refusal({ "a.csv": csv(ROW), "b.csv": csv(ROW) })).toMatch(/b\.csv {2}has the same bytes as a\.csv/);
});

test("items are checked against study.yaml where there is one", async () => {
  expect(await refusal({ "a.csv": csv(ROW) }, DESIGN)).toBe("accepted");
  expect(await refusal({ "a.csv": csv(ROW.replace("web", "wub")) }, DESIGN)).toMatch(
    /unknown mixture "wub".*Did you mean web\?/,
  );
  expect(await refusal({ "a.csv": csv("web,1b,1,pretrain,quiz,1,1,0.2,0.2") }, DESIGN)).toMatch(
    /confidence is 0.2, below 1\/4/,
  );
});

test("a damaged or a wrong file is refused with its name", async () => {
  expect(await refusal({ "a.parquet": "PAR1 no more" })).toMatch(/a\.parquet {2}cannot be read/);
  const many = gzipSync(csv(...Array.from({ length: 9_999 }, (_, k) => ROW.replace("quiz,1", `quiz,${k}`))));
  for (const length of [30, many.length >> 1, many.length - 4])
    expect(await refusal({ "a.csv.gz": many.subarray(0, length) })).toMatch(/a\.csv\.gz {2}cannot be read/);
  expect(await refusal({ "a.csv": "" })).toMatch(/a\.csv {2}/);
  expect(await refusal({ "a.csv.gz": gzipSync(csv(ROW).trimEnd()) })).toMatch(/a\.csv\.gz {2}does not end with a line/);
});

test("compressed CSV with spaces, quotes and a byte order mark is read like plain", async () => {
  const text = `\uFEFF${HEAD}\r\n"web", 1b ,1,pretrain,quiz,"1",1, 0.5 ,0.5\r\n`;
  expect(await refusal({ "a.csv.gz": gzipSync(text) }, DESIGN)).toBe("accepted");
});

test.each(["s3://bucket/items/*.parquet", "https://example.org/items.parquet"])(
  "%s without DuckDB’s extension is refused, and says what to install",
  async (path) => {
    await inFolder(async (root) => {
      const own = await someDuckdb(root);
      await expect(aggregateInto(own, [path], join(root, "study"))).rejects.toThrow(
        /needs DuckDB’s extension httpfs, which is not on this machine/,
      );
      await own.close();
    });
  },
);

test("paths that stand for nothing, and sizes that are none, are refused", async () => {
  await expect(aggregateInto(engine, ["/nowhere/*.parquet"], "/nowhere")).rejects.toThrow(/stands for no table/);
  for (const memory of ["2", "lots", "10MB", "-1GB"])
    await expect(duckdbEngine({ memory, threads: 1, spill: "/nonexistent" })).rejects.toThrow(/--memory {2}is /);
});
