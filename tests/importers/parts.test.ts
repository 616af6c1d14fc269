import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { benchmarkLabel } from "../../src/importers/benchmark-label.ts";
import { choiceConfidence } from "../../src/importers/choice-confidence.ts";
import { guessPlaces } from "../../src/importers/guess-place.ts";
import { parseImportMap } from "../../src/importers/import-map.ts";
import { knownChoices } from "../../src/importers/known-choices.ts";
import { logFiles } from "../../src/importers/log-file.ts";
import { parseJson } from "../../src/importers/parse-json.ts";
import { readLines } from "../../src/importers/read-lines.ts";
import { scaleSize } from "../../src/importers/scale-size.ts";
import { slug } from "../../src/importers/slug.ts";
import { stageOrder } from "../../src/importers/stage-order.ts";
import { MAP, refusal } from "./import-into.ts";

test("choiceConfidence(scores) is the softmax: it sums to 1, is at least 1/k, and a constant added to all changes nothing", () => {
  const scores = fc.array(fc.double({ min: -500, max: 0, noNaN: true }), { minLength: 2, maxLength: 10 });
  fc.assert(
    fc.property(scores, fc.double({ min: -50, max: 50, noNaN: true }), (own, shift) => {
      const { picked, confidence, probabilities } = choiceConfidence(own)!;
      expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
      expect(confidence).toBe(probabilities[picked]);
      expect(confidence).toBeGreaterThanOrEqual(1 / own.length - 1e-12);
      expect(picked).toBe(own.indexOf(Math.max(...own)));
      expect(choiceConfidence(own.map((score) => score + shift))!.confidence).toBeCloseTo(confidence, 9);
    }),
  );
});

test("choiceConfidence is null where no probability is defined, and picks the first of equal scores", () => {
  for (const scores of [[], [-1], [-1, Number.NaN], [-1, Infinity], [-Infinity, -Infinity]])
    expect(choiceConfidence(scores)).toBeNull();
  expect(choiceConfidence([-3, -1, -1])).toMatchObject({ picked: 1 });
  expect(choiceConfidence([-Infinity, -900])).toMatchObject({ picked: 1, confidence: 1 });
});

test("guessPlaces(names) reads size, seed, stage and step, and calls what is left the mixture, without shared words", () => {
  const names = ["lab/olmo-web-heavy-150M-seed2-Instruct", "lab/olmo-code-1.4b-s3@step2000"];
  expect(guessPlaces(names, [{}, {}])).toEqual([
    { mixture: "web-heavy", scale: "150m", seed: 2, stage: "sft", step: null },
    { mixture: "code", scale: "1.4b", seed: 3, stage: null, step: 2000 },
  ]);
  expect(guessPlaces(["DCLM 150M x"], [{ mixture: "DCLM Base", scale: "150M", seed: "x" }])).toMatchObject([
    { mixture: "dclm-base", scale: "150m", seed: 0 },
  ]);
});

test("stageOrder(ids) is that of training; null where names do not tell it", () => {
  expect(stageOrder(["sft", "dpo", "pretrain", "step-20", "step-3"])).toEqual([
    "step-3",
    "step-20",
    "pretrain",
    "sft",
    "dpo",
  ]);
  expect(stageOrder(["alpha", "sft"])).toBeNull();
  expect(stageOrder(["alpha"])).toEqual(["alpha"]);
});

test("slug(words) is an id of a study, whatever the words", () => {
  expect(slug("Qwen/MMLU Pro (5-shot)", "benchmark")).toBe("qwen-mmlu-pro-5-shot");
  expect([slug("all", "benchmark"), slug("…", "mixture"), slug("Dolma1.7 (no code)", "mixture")]).toEqual([
    "benchmark-all",
    "mixture",
    "dolma1.7-no-code",
  ]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (words) => {
      expect(slug(words, "x")).toMatch(/^[a-z0-9]+([._-][a-z0-9]+)*$/);
    }),
  );
});

test("benchmarkLabel(name) is what readers call it", () => {
  const names = ["arc_challenge", "hellaswag", "gsm8k", "strange-task", "mmlu:subject=high_school_physics,method=x"];
  expect(names.map(benchmarkLabel)).toEqual([
    "ARC challenge",
    "HellaSwag",
    "GSM8K",
    "Strange task",
    "MMLU, high school physics",
  ]);
  expect(benchmarkLabel("a:b")).toBe("A:b");
  expect(benchmarkLabel("_")).toBe("_");
});

test("scaleSize and knownChoices read what names tell", () => {
  expect(["150M", "1.4b", "42944", "big"].map(scaleSize)).toEqual([150e6, 1.4e9, 42944, null]);
  expect(["arc_easy", "mmlu_anatomy", "mmlu_pro", "piqa", "gsm8k", "cbt"].map(knownChoices)).toEqual([
    4,
    4,
    10,
    2,
    null,
    null,
  ]);
});

test("parseJson reads what Python writes, and leaves text alone", () => {
  expect(parseJson('{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN, \\"Infinity\\""}')).toEqual({
    a: null,
    b: [null, null],
    c: 'NaN, "Infinity"',
  });
  expect(() => parseJson('{"a": NaNa}')).toThrow(SyntaxError);
});

async function all<T>(rows: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

test("a log that unfolds without end is looked at within bounds, and refused where it is to be read whole", () => {
  const folder = mkdtempSync(join(tmpdir(), "bomb-"));
  try {
    const path = join(folder, "a.json.gz");
    // gzip of several parts is one text: the same megabytes again and again
    const part = gzipSync(Buffer.alloc(64_000_000, " "), { level: 9 });
    writeFileSync(path, Buffer.concat([gzipSync('{"a": "'), ...Array<Buffer>(16).fill(part)]));
    const before = process.memoryUsage().rss;
    const [log] = logFiles([path]);
    expect(log!.head.length).toBeLessThanOrEqual(16 * 1024 * 1024);
    expect(log!.head.startsWith('{"a": "')).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
    expect(() => log!.document()).toThrow("which unfold to more than 500000000; expected at most 500000000");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("readLines ends lines at line feeds alone, whatever the file is cut into, and names a .gz that was cut off", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lines-"));
  try {
    const path = join(folder, "a");
    const long = "é".repeat(200_000);
    const written = `one\u2028still one\r\n\n${long}\nlast`;
    for (const gzip of [false, true]) {
      writeFileSync(path, gzip ? gzipSync(written) : written);
      const lines = await all(readLines({ path, shown: "a", gzip }));
      expect(lines).toEqual([
        { text: "one\u2028still one", line: 1, ended: true },
        { text: long, line: 3, ended: true },
        { text: "last", line: 4, ended: false },
      ]);
    }
    writeFileSync(path, gzipSync(written).subarray(0, 60));
    expect(await refusal(all(readLines({ path, shown: "a.gz", gzip: true })))).toMatch(
      /^a\.gz:\d+ {2}cannot be decompressed/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const refused = (text: string) => refusal(new Promise((resolve) => resolve(parseImportMap(text, "map.yaml"))));

test("parseImportMap names what is wrong with a map and where", async () => {
  expect(await refused("models: {pattern: []}")).toContain(
    "map.yaml:1:19  unknown key pattern; expected a key of docs/importers.md",
  );
  expect(await refused("models:\n  patterns: ['(?<mixture>']")).toMatch(
    /map\.yaml:2:14 {2}models\.patterns\.0 is "\(\?<mixture>"; expected a regular expression/,
  );
  expect(await refused("stages: [\n")).toMatch(/the YAML cannot be read here/);
  expect(await refused("defaults: {scale: ?}")).toMatch(/map\.yaml:1:/);
  expect(await refused("benchmarks: {a: {chance: '?'}}")).toContain("a ? stands here");
});

test("parseImportMap names the lines of npm before a draft", async () => {
  const text = "\n> magic-correlations@0.1.0 import\n> node scripts/import.ts lm-eval logs\n\nstudy: {id: a}\n";
  expect(await refused(text)).toBe(
    "map.yaml:2  the lines that npm prints before a command stand here; expected a map. Remove the lines that begin with >, or write the draft again with `npm run --silent …`.\n1 fault found; nothing was written.",
  );
});

test("parseImportMap refuses groups of a pattern that are no part of a place", async () => {
  expect(await refused("models:\n  patterns: ['(?<mixture>a)-(?<sed>\\d)']")).toContain(
    "map.yaml:2:14  models.patterns.0 has a group named sed; expected groups named mixture, scale, seed or stage. Did you mean seed?",
  );
  expect(await refused("models: {patterns: ['(?<organisation>a)']}")).toContain("Leave out its name: (?:…).");
  expect(
    parseImportMap("models: {patterns: ['\\(?<x>(?<=a)(?:b)(?<seed>1)']}", "map.yaml").models.patterns,
  ).toHaveLength(1);
});

test("parseImportMap reads or refuses a map that was changed anywhere, and never crashes", async () => {
  const whole = `${MAP}stages: [{id: pretrain, label: P}]\nbenchmarks: {arc: {chance: 0.25, choices: 4}}\nrepeats: latest\n`;
  const piece = fc.constantFrom("?", "{", "]", ":", "\n", "\t", "&a ", "*a", "!!x ", "'", "- ", "0", "null", "");
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.nat(20), piece, async (at, length, own) => {
      try {
        parseImportMap(whole.slice(0, at) + own + whole.slice(at + length), "map.yaml");
      } catch (error) {
        expect(error).toMatchObject({ name: "FaultError" });
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});
