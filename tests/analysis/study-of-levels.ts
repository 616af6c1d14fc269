import type { Cell, Study } from "../../src/study/study.ts";

/** A benchmark and its levels, one per mixture; confidence and the probability of the right choice where a test needs them. */
export interface LevelRow {
  readonly id: string;
  readonly category: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly confidence?: readonly number[];
  readonly correctProb?: readonly number[];
}

/** A study with one scale, one seed and two stages, whose cells are just what is given. Chance is 0. */
export function studyOfLevels(rows: readonly LevelRow[]): Study {
  const mixtures = rows[0]!.before.map((_, m) => `m${String(m + 1).padStart(2, "0")}`);
  const cells = rows.flatMap((row) =>
    (["pretrain", "sft"] as const).flatMap((stage) =>
      mixtures.map(
        (mixture, m): Cell => ({
          mixture,
          scale: "s",
          seed: 1,
          stage,
          benchmark: row.id,
          accuracy: (stage === "pretrain" ? row.before : row.after)[m]!,
          n: null,
          confidence: row.confidence?.[m] ?? null,
          correctProb: row.correctProb?.[m] ?? null,
          brier: null,
          nll: null,
        }),
      ),
    ),
  );
  return {
    design: {
      id: "x",
      title: "x",
      version: "2026.1.1",
      authors: [],
      stages: [
        { id: "pretrain", label: "Pretraining" },
        { id: "sft", label: "Fine-tuned" },
      ],
      scales: [{ id: "s", label: "S" }],
      mixtures: mixtures.map((id) => ({ id, label: id })),
      categories: [...new Set(rows.map((row) => row.category))].map((id) => ({ id, label: id })),
      benchmarks: rows.map(({ id, category }) => ({ id, label: id, category, chance: 0 })),
    },
    cells,
    items: new Map(),
    bins: new Map(),
    benchmarkItems: new Map(),
    files: [],
  };
}

/** Numbers in [0, 1) that look random and depend on the seed alone. */
export function noise(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
