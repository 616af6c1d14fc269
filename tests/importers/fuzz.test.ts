import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importStudy } from "../../src/importers/import-study.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { FUZZ_TIMEOUT, fuzzed, IS_LONG_SEARCH } from "../fuzz/fuzz-runs.ts";
import { MAP } from "./import-into.ts";
import { someItems, writeLmEval } from "./write-lm-eval.ts";
import { writeZip } from "./write-zip.ts";

const RUNS = 10;

type Files = Readonly<Record<string, Uint8Array>>;
const text = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const lines = (rows: readonly unknown[]) => text(`${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);

function lmEvalFiles(shape: "2023" | "2024" | "0.3", samples = shape !== "0.3"): Files {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
  writeLmEval(folder, { shape, samples, tasks: { arc_easy: someItems(1, 6), piqa: someItems(2, 6) } });
  const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  rmSync(folder, { recursive: true });
  return files;
}

const olmesRow = (doc: number, gold: number) => ({
  doc_id: doc,
  native_id: `Q${doc}`,
  metrics: { correct_choice: gold, acc_raw: gold, acc_per_char: 1 - gold },
  model_output: [
    { sum_logits: -6, num_tokens: 2, num_chars: 12 },
    { sum_logits: -4, num_tokens: 1, num_chars: 4 },
  ],
});
const model = "lab/web-150M-seed1-base";
const olmesMetrics = {
  task_name: "arc_easy",
  model_config: { model },
  task_config: {},
  num_instances: 4,
  metrics: { acc_raw: 0.5, acc_per_char: 0.5 },
};
const inspectLog = {
  status: "success",
  results: { total_samples: 3, completed_samples: 3 },
  eval: { task: "arc_easy", model, dataset: { samples: 3 } },
  samples: [1, 2, 3].map((id) => ({
    id,
    epoch: 1,
    input: "?",
    target: "A",
    choices: ["a", "b"],
    scores: { choice: { value: id === 1 ? "C" : "I", answer: "A" } },
  })),
};
const stat = (mean: number) => [{ name: { name: "exact_match", split: "test" }, count: 1, sum: mean, mean }];
const parquet = (columns: Readonly<Record<string, (string | number)[]>>) =>
  new Uint8Array(parquetWriteBuffer({ columnData: Object.entries(columns).map(([name, data]) => ({ name, data })) }));

/** Valid files of every reader. `checked`: the log says everything twice, so that what is cut off or doubled is noticed. */
const READERS: Record<string, { readonly format: string; readonly files: Files; readonly checked?: true }> = {
  "lm-eval of 2024": { format: "lm-eval", files: lmEvalFiles("2024"), checked: true },
  "lm-eval of 2023": { format: "lm-eval", files: lmEvalFiles("2023") },
  "lm-eval 0.3": { format: "lm-eval", files: lmEvalFiles("0.3") },
  "lm-eval 0.3, written out": { format: "lm-eval", files: lmEvalFiles("0.3", true) },
  olmes: {
    format: "olmes",
    checked: true,
    files: {
      "task-0-metrics.json": text(olmesMetrics),
      "task-0-predictions.jsonl": lines([0, 1, 1, 0].map((gold, doc) => olmesRow(doc, gold))),
    },
  },
  "data-decide": {
    format: "data-decide",
    files: {
      "train.parquet": parquet({
        params: ["150M", "1B"],
        data: ["C4", "C4"],
        task: ["arc_easy", "arc_easy"],
        step: [1, 1],
        seed: ["1", "1"],
        metrics: ["{'acc_raw': 0.5}", "{'acc_raw': 0.6}"],
      }),
    },
  },
  "llm-foundry": {
    format: "llm-foundry",
    files: { "a.json": text({ name: model, eval_metrics: { icl: { arc_easy: 0.5 } } }) },
  },
  helm: {
    format: "helm",
    files: {
      "run_spec.json": text({
        name: `arc_easy:model=${model}`,
        scenario_spec: {},
        adapter_spec: { model, method: "generation" },
      }),
      "per_instance_stats.json": text(
        [0, 1].map((id) => ({ instance_id: `id${id}`, train_trial_index: 0, stats: stat(id) })),
      ),
    },
  },
  "inspect, JSON": { format: "inspect", checked: true, files: { "log.json": text(inspectLog) } },
  "inspect, archive": {
    format: "inspect",
    checked: true,
    files: {
      "log.eval": writeZip({
        "header.json": JSON.stringify({ ...inspectLog, samples: undefined }),
        ...Object.fromEntries(
          inspectLog.samples.map((sample) => [`samples/${sample.id}_epoch_1.json`, JSON.stringify(sample)]),
        ),
      }),
    },
  },
  "table, CSV": {
    format: "table",
    files: {
      "a.csv": text(
        `model,benchmark,item,correct,confidence\n${[0, 1, 2].map((item) => `${model},arc_easy,${item},${item % 2},0.5${item}`).join("\n")}\n`,
      ),
    },
  },
  "table, Parquet": {
    format: "table",
    files: {
      "a.parquet": parquet({
        model: [model, model],
        benchmark: ["arc_easy", "arc_easy"],
        item: [1, 2],
        correct: [0, 1],
        confidence: [0.5, 0.75],
      }),
    },
  },
};
const compressed = Object.fromEntries(
  Object.entries(lmEvalFiles("2024")).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)]),
);
READERS["lm-eval of 2024, compressed"] = { format: "lm-eval", files: compressed };

const BENCHMARKS =
  "defaults: {stage: pretrain, seed: 0}\nbenchmarks: {arc_easy: {chance: 0.25}, piqa: {chance: 0.25}}\n";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "fuzz-"));
  writeFileSync(join(root, "map.yaml"), `${MAP}${BENCHMARKS}`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What became of the changed files of a reader; a long search tells it. */
const tally = { read: 0, refused: 0 };

/** The cells of an import; the message where it is refused; any other error is thrown on. */
async function outcome(format: string, files: Files) {
  for (const name of ["logs", "study"]) rmSync(join(root, name), { recursive: true, force: true });
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(root, "logs", name)), { recursive: true });
    writeFileSync(join(root, "logs", name), bytes);
  }
  const request = { format, paths: [join(root, "logs")], out: join(root, "study"), map: join(root, "map.yaml") };
  try {
    const { summary } = await importStudy(request, () => {});
    const { cells } = await loadStudy(join(root, "study"));
    tally.read++;
    return { cells, told: summary.skipped.length > 0 };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "FaultError") throw error;
    expect(error.message).toMatch(/; expected [\s\S]*found; nothing was written\.$/);
    expect(readdirSync(root).sort()).toEqual(["logs", "map.yaml"]);
    tally.refused++;
    return { cells: null, told: true };
  }
}

type Change = {
  readonly kind: "cut" | "drop" | "double" | "flip" | "insert";
  readonly at: number;
  readonly length: number;
  readonly byte: number;
};
const change = (kinds: readonly Change["kind"][]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 40 }),
    byte: fc.integer({ min: 0, max: 255 }),
  });
const TOKENS = [
  "NaN",
  "null",
  "-1e999",
  '"',
  "{",
  "[",
  ",",
  "\u0000",
  "1e400",
  "true",
  "-0",
  "\n",
  "\ud800",
  "__proto__",
];

function changed(bytes: Uint8Array, { kind, at, length, byte }: Change): Uint8Array {
  const place = Math.floor(at * bytes.length);
  const before = bytes.subarray(0, place);
  if (kind === "cut") return before;
  if (kind === "flip") return Uint8Array.from(bytes, (own, index) => (index === place ? own ^ (byte || 1) : own));
  if (kind === "insert")
    return Buffer.concat([before, Buffer.from(TOKENS[byte % TOKENS.length]!), bytes.subarray(place)]);
  // whole lines where there are lines, else a few bytes
  const start = bytes.lastIndexOf(10, place) + 1;
  const end = bytes.indexOf(10, place);
  const [from, to] = end === -1 ? [place, Math.min(bytes.length, place + length)] : [start, end + 1];
  const piece = bytes.subarray(from, to);
  return Buffer.concat([bytes.subarray(0, from), ...(kind === "double" ? [piece, piece] : []), bytes.subarray(to)]);
}

describe.each(Object.entries(READERS))("%s", (reader, { format, files, checked }) => {
  const names = Object.keys(files);
  beforeAll(() => Object.assign(tally, { read: 0, refused: 0 }));
  afterAll(() => {
    if (IS_LONG_SEARCH) console.log(`${reader}: ${tally.read} read, ${tally.refused} refused`);
  });

  test("files as they are make a study", async () => {
    expect((await outcome(format, files)).cells?.length).toBeGreaterThan(0);
  });

  test(
    "files that were changed anywhere are read or refused with faults, never worse",
    async () => {
      const changes = fc.array(fc.tuple(fc.nat(), change(["cut", "drop", "double", "flip", "insert"])), {
        minLength: 1,
        maxLength: 3,
      });
      await fuzzed(
        fc.asyncProperty(changes, async (all) => {
          const own: Record<string, Uint8Array> = { ...files };
          for (const [index, one] of all) {
            const name = names[index % names.length]!;
            own[name] = changed(own[name]!, one);
          }
          await outcome(format, own);
        }),
        RUNS,
      );
    },
    FUZZ_TIMEOUT,
  );

  test.runIf(checked)(
    "what was cut off, dropped or doubled is never misread in silence",
    async () => {
      const whole = (await outcome(format, files)).cells!;
      await fuzzed(
        fc.asyncProperty(fc.nat(), change(["cut", "drop", "double"]), async (index, one) => {
          const name = names[index % names.length]!;
          const { cells, told } = await outcome(format, { ...files, [name]: changed(files[name]!, one) });
          if (cells === null) return;
          const plain = cells.map(({ benchmark, accuracy, confidence }) => ({ benchmark, accuracy, confidence }));
          const same = whole.map(({ benchmark, accuracy, confidence }) => ({ benchmark, accuracy, confidence }));
          if (!told) expect(plain).toEqual(same);
        }),
        RUNS,
      );
    },
    FUZZ_TIMEOUT,
  );
});
