import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** A small study to write: what is not given is the plainest thing. */
export interface StudyPlan {
  readonly mixtures?: number;
  /** what is ranked, where it is not called a mixture */
  readonly unit?: { readonly id: string; readonly label: string };
  /** what every mixture declares beside its scores, by its number from 0; null where it is not known */
  readonly covariates?: Readonly<Record<string, (mixture: number) => number | null>>;
  readonly scales?: readonly string[];
  readonly seeds?: readonly number[];
  readonly stages?: readonly string[];
  /** the training step of each stage, null for one that has none */
  readonly steps?: readonly (number | null)[];
  readonly benchmarks?: number;
  /** items of every cell; 0 writes results.csv alone */
  readonly items?: number;
  readonly confidence?: boolean;
  readonly questions?: boolean;
  /** cells that were not measured */
  readonly missing?: (cell: { mixture: number; seed: number; stage: number; benchmark: number }) => boolean;
}

interface Row {
  readonly ids: readonly string[];
  readonly answers: readonly { readonly correct: number; readonly confidence: string; readonly picked: number }[];
}

const CATEGORIES = ["knowledge", "science", "inference"];
const CHOICES = 4;

/**
 * Writes a study that looks like a real one: mixtures differ, later stages and larger scales are better, every model has
 * its own noise, confidence follows accuracy. The same plan always writes the same bytes.
 */
export function writeStudy(directory: string, plan: StudyPlan = {}): void {
  const { mixtures = 6, scales = ["small"], seeds = [1, 2], stages = ["pretrain", "sft"] } = plan;
  const { unit, covariates = {}, steps = [] } = plan;
  const { benchmarks = 6, items = 0, confidence = true, questions = false, missing = () => false } = plan;
  const design = [
    "id: ragged",
    "title: A study made for tests",
    "version: 2026.11.1",
    "stages:",
    ...stages.map((id, t) => {
      const step = steps[t] ?? null;
      return `  - {id: ${id}, label: ${id}${step === null ? "" : `, step: ${step}`}}`;
    }),
    "scales:",
    ...scales.map((id, index) => `  - {id: ${id}, label: ${id}, parameters: ${1000 * (index + 1)}}`),
    ...(unit ? [`unit: {id: ${unit.id}, label: ${unit.label}}`] : []),
    "mixtures:",
    ...range(mixtures).map((m) => {
      const known = Object.entries(covariates).flatMap(([name, of]) => {
        const value = of(m);
        return value === null ? [] : [`${name}: ${value}`];
      });
      const also = known.length > 0 ? `, covariates: {${known.join(", ")}}` : "";
      return `  - {id: mix-${m + 1}, label: ${unit?.label ?? "Mixture"} ${m + 1}${also}}`;
    }),
    "categories:",
    ...CATEGORIES.map((id) => `  - {id: ${id}, label: ${id}}`),
    "benchmarks:",
    ...range(benchmarks).map(
      (b) =>
        `  - {id: bench-${b + 1}, label: Benchmark ${b + 1}, category: ${CATEGORIES[b % CATEGORIES.length]}, chance: ${1 / CHOICES}, choices: ${CHOICES}}`,
    ),
  ];
  write(directory, "study.yaml", `${design.join("\n")}\n`);

  const rows: Row[] = [];
  for (const m of range(mixtures)) {
    for (const [s, scale] of scales.entries()) {
      for (const seed of seeds) {
        for (const [t, stage] of stages.entries()) {
          for (const b of range(benchmarks)) {
            if (missing({ mixture: m, seed, stage: t, benchmark: b })) continue;
            const ids = [`mix-${m + 1}`, scale, String(seed), stage, `bench-${b + 1}`];
            rows.push({ ids, answers: answers(m, s, seed, t, b, items || 50) });
          }
        }
      }
    }
  }
  if (items === 0) {
    const lines = rows.map(({ ids, answers: own }) => {
      const right = own.filter(({ correct }) => correct === 1).length;
      const mean = own.reduce((total, answer) => total + Number(answer.confidence), 0) / own.length;
      return [...ids, right / own.length, own.length, ...(confidence ? [mean.toFixed(5)] : [])].join(",");
    });
    const head = `mixture,scale,seed,stage,benchmark,accuracy,n${confidence ? ",confidence" : ""}`;
    write(directory, "results.csv", `${[head, ...lines].join("\n")}\n`);
  } else {
    const lines = rows.flatMap(({ ids, answers: own }) =>
      own.map(({ correct, confidence: q, picked }, item) => [...ids, item, correct, q, picked].join(",")),
    );
    const text = `${["mixture,scale,seed,stage,benchmark,item,correct,confidence,picked", ...lines].join("\n")}\n`;
    write(directory, "items/all.csv.gz", gzipSync(text));
  }
  if (questions) {
    const lines = range(benchmarks).flatMap((b) =>
      range(items).map(
        (item) =>
          `bench-${b + 1},${item},"Which, of ""these""<img src=x onerror=alert(1)>?",a|b|c|d,${answerOf(b, item)},${item >> 1}`,
      ),
    );
    write(directory, "questions.csv", `${["benchmark,item,question,choices,answer,cluster", ...lines].join("\n")}\n`);
  }
}

/** Writes a file of a study, and the folders above it. */
export function write(directory: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), content);
}

/** Studies that are not whole, as studies are: each writes itself into a folder, and each can be loaded and reported. */
export const RAGGED: Record<string, (directory: string) => void> = {
  "accuracy only": (directory) => writeStudy(directory, { confidence: false, benchmarks: 4 }),
  "one stage": (directory) => writeStudy(directory, { stages: ["pretrain"] }),
  "one scale": (directory) => writeStudy(directory, { scales: ["small"] }),
  "one seed": (directory) => writeStudy(directory, { seeds: [7], scales: ["small", "large"] }),
  "missing benchmarks": (directory) =>
    writeStudy(directory, {
      missing: ({ mixture, stage, benchmark }) => benchmark === 1 && (mixture > 3 || stage === 0),
    }),
  "missing seeds": (directory) =>
    writeStudy(directory, {
      seeds: [1, 2, 3],
      missing: ({ mixture, seed, stage }) => seed === 3 && (mixture + stage) % 2 === 0,
    }),
  "three stages": (directory) =>
    writeStudy(directory, { stages: ["pretrain", "sft", "dpo"], scales: ["small", "large"] }),
  recipes: (directory) =>
    writeStudy(directory, {
      unit: { id: "recipe", label: "Recipe" },
      mixtures: 7,
      stages: ["early", "late", "final", "sft", "dpo"],
      steps: [1000, 4000, 16000, null, null],
      benchmarks: 4,
      covariates: { code_share: (m) => m / 10, tokens: (m) => (m === 3 ? null : (m * 7) % 5) },
    }),
  "two mixtures": (directory) => writeStudy(directory, { mixtures: 2, items: 40 }),
  "two hundred mixtures": (directory) => writeStudy(directory, { mixtures: 200, seeds: [1, 2], benchmarks: 3 }),
  "items and questions": (directory) =>
    writeStudy(directory, { items: 60, questions: true, scales: ["small", "large"], benchmarks: 4 }),
};

function answers(m: number, s: number, seed: number, t: number, b: number, count: number): Row["answers"] {
  const skill =
    0.28 + 0.15 * noise(m, 99) + 0.18 * noise(m, b, 1) + 0.12 * t + 0.08 * s + 0.06 * (noise(m, s, seed, t, b) - 0.5);
  return range(count).map((item) => {
    const hardness = 0.3 * (noise(b, item, 2) - 0.5);
    const right = noise(m, s, seed, t, b, item) < skill - hardness;
    const q = 0.26 + 0.7 * Math.min(1, Math.max(0, skill - hardness + 0.4 * (noise(item, m, s, seed, t, b, 3) - 0.5)));
    const answer = answerOf(b, item);
    const picked = right ? answer : (answer + 1 + Math.floor(3 * noise(m, seed, t, b, item, 4))) % CHOICES;
    return { correct: right ? 1 : 0, confidence: q.toFixed(4), picked };
  });
}

function answerOf(benchmark: number, item: number): number {
  return Math.floor(CHOICES * noise(benchmark, item, 5));
}

/** A number in [0, 1) that looks random and depends on the whole numbers given alone. */
function noise(...parts: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const part of parts) {
    state = Math.imul(state ^ (part + 0x7f4a7c15), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return (state >>> 0) / 2 ** 32;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
