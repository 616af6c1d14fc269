import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, expect, test } from "vitest";
import { loadStudy } from "../../src/study/load-study.ts";
import { logprobsFault, logprobsOf } from "../../src/study/logprobs.ts";
import { write, writeStudy } from "../studies/write-study.ts";

const root = mkdtempSync(join(tmpdir(), "logprobs-"));
afterAll(() => rmSync(root, { recursive: true }));
let fresh = 0;

const HEAD = "mixture,scale,seed,stage,benchmark,item,correct,confidence,picked,logprobs";
/** Three items of four choices, not in the order of their ids, and one of another benchmark that has none. */
const ROWS = [
  {
    benchmark: "bench-1",
    item: 3,
    correct: 1,
    confidence: 0.7,
    picked: 0,
    logs: [-0.35667, -2.3, -2.3, -2.3],
  },
  {
    benchmark: "bench-1",
    item: 1,
    correct: 0,
    confidence: 0.4,
    picked: 2,
    logs: [-1.60944, -1.60944, -0.91629, -1.60944],
  },
  { benchmark: "bench-1", item: 2, correct: 1, confidence: 0.5422, picked: 1, logs: [-5.5, -4.2, -5.1, -6.0] },
  { benchmark: "bench-2", item: 1, correct: 1, confidence: 0.5, picked: 1, logs: null },
] as const;

async function itemsOf(files: Record<string, string | Uint8Array>) {
  const directory = join(root, `study-${++fresh}`);
  writeStudy(directory, { mixtures: 1, seeds: [1], stages: ["pretrain"], benchmarks: 2 });
  rmSync(join(directory, "results.csv"));
  for (const [path, content] of Object.entries(files)) write(directory, path, content);
  return (await loadStudy(directory)).items;
}

const csv = (print: (logs: readonly number[]) => string) =>
  [
    HEAD,
    ...ROWS.map(({ benchmark, item, correct, confidence, picked, logs }) =>
      ["mix-1", "small", 1, "pretrain", benchmark, item, correct, confidence, picked, logs ? print(logs) : ""].join(
        ",",
      ),
    ),
  ].join("\n");

function parquet(logs: "list" | "floats" | "text"): Uint8Array {
  const text = (name: string, data: readonly string[]) => ({ name, data: [...data], type: "STRING" as const });
  const same = (value: string) => ROWS.map(() => value);
  const lists = ROWS.map((row) => row.logs && [...row.logs]);
  const column = (name: string) => ({ name, type: "INT32" as const, repetition_type: "REQUIRED" as const });
  const utf8 = (name: string) =>
    ({ name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" }) as const;
  const names = ["mixture", "scale", "stage", "benchmark"];
  const data = [
    text("mixture", same("mix-1")),
    text("scale", same("small")),
    text("stage", same("pretrain")),
    text(
      "benchmark",
      ROWS.map(({ benchmark }) => benchmark),
    ),
    { name: "seed", data: ROWS.map(() => 1), type: "INT32" as const },
    { name: "item", data: ROWS.map(({ item }) => item), type: "INT32" as const },
    { name: "correct", data: ROWS.map(({ correct }) => correct), type: "INT32" as const },
  ];
  if (logs === "text") {
    const written = lists.map((list) => list?.join(" ") ?? null);
    return new Uint8Array(
      parquetWriteBuffer({
        columnData: [...data, { name: "logprobs", data: written, type: "STRING", nullable: true }],
      }),
    );
  }
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [
        { name: "root", num_children: 8 },
        ...names.map(utf8),
        column("seed"),
        column("item"),
        column("correct"),
        { name: "logprobs", repetition_type: "OPTIONAL", converted_type: "LIST", num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { name: "element", repetition_type: "OPTIONAL", type: logs === "list" ? "DOUBLE" : "FLOAT" },
      ],
      columnData: [
        ...data.map(({ name, data: values }) => ({ name, data: values })),
        { name: "logprobs", data: lists },
      ],
      rowGroupSize: 2,
    }),
  );
}

const KEY = "bench-1/small/pretrain/mix-1/1";
const EXPECTED = [1, 2, 3].flatMap((id) => ROWS.find(({ item, logs }) => item === id && logs)!.logs!);

test("CSV has them as text with spaces between; they are sorted with their items", async () => {
  const ways = [(logs: readonly number[]) => logs.join(" "), (logs: readonly number[]) => `" ${logs.join("   ")} "`];
  for (const way of ways) {
    const items = await itemsOf({ "items/a.csv": csv(way) });
    expect([...items.get(KEY)!.item]).toEqual([0, 1, 2]);
    expect([...items.get(KEY)!.logprobs!]).toEqual(EXPECTED);
    expect(items.get("bench-2/small/pretrain/mix-1/1")!.logprobs).toBeNull();
  }
});

test.each(["list", "floats", "text"] as const)("Parquet has them as a list or as text: %s", async (logs) => {
  const items = await itemsOf({ "items/a.parquet": parquet(logs) });
  const expected = logs === "floats" ? EXPECTED.map(Math.fround) : EXPECTED;
  expect([...items.get(KEY)!.logprobs!]).toEqual(expected);
  expect(items.get("bench-2/small/pretrain/mix-1/1")!.logprobs).toBeNull();
});

test("more rows than the first memory holds", async () => {
  const rows = Array.from({ length: 1000 }, (_, k) => `mix-1,small,1,pretrain,bench-1,${k},1,,,-${k}.5 -1 -2 -3`);
  const items = await itemsOf({ "items/a.csv": [HEAD, ...rows].join("\n") });
  const { logprobs } = items.get(KEY)!;
  expect(logprobs).toHaveLength(4000);
  expect([...logprobs!].filter((_, i) => i % 4 === 0)).toEqual(Array.from({ length: 1000 }, (_, k) => -k - 0.5));
});

test("a rounding error above 0 is no fault, and confidence may be rounded", () => {
  const row = { choices: 2, confidence: 0.73, picked: 0 };
  expect(logprobsFault([5e-7, -1], row)).toBeNull();
  expect(logprobsFault([2e-6, -1], row)?.value).toContain("for choice 0");
  expect(logprobsFault([-0.31326, -1.31326], { ...row, confidence: 0.75 })?.value).toContain("0.7311");
  expect(logprobsFault([-0.5, -0.5], { choices: 2, confidence: 0.5, picked: 1 })).toBeNull(); // a tie: either may be picked
});

test("what is no list of numbers is one that has no number", () => {
  expect(logprobsOf("")).toBeNull();
  expect(logprobsOf(null)).toBeNull();
  expect(logprobsOf("-1,-2")).toEqual([Number.NaN]);
  expect(logprobsOf("[-1 -2]")).toEqual([Number.NaN, Number.NaN]);
  expect(logprobsOf(-1)).toEqual([Number.NaN]);
  expect(logprobsOf([-1, null])).toEqual([-1, Number.NaN]);
});
