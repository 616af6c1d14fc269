import { randomStream } from "../../src/statistics/random-stream.ts";
import { studyDesignSchema } from "../../src/study/design.ts";
import { type BenchmarkItems, type Cell, type CellItems, cellKey, type Study } from "../../src/study/study.ts";

/** Which cell a hook is asked about. */
export type CellPlace = Pick<Cell, "mixture" | "scale" | "seed" | "stage" | "benchmark">;

/** The shape of a synthetic study; every part has a small default. */
export interface SyntheticOptions {
  readonly mixtures?: number;
  readonly scales?: number;
  readonly seeds?: readonly number[];
  readonly stages?: readonly string[];
  /** per category, how many benchmarks */
  readonly categories?: readonly number[];
  /** per benchmark */
  readonly items?: number;
  /** items that share a question; 1 declares no clusters */
  readonly itemsPerCluster?: number;
  readonly hasItems?: boolean;
  readonly hasConfidence?: boolean;
  /** false leaves a cell out */
  readonly isPresent?: (place: CellPlace) => boolean;
  /** how far confidence lies above the chance of being right */
  readonly gap?: (place: CellPlace) => number;
  /** false leaves an item of a cell out */
  readonly hasItem?: (place: CellPlace, item: number) => boolean;
}

/**
 * A study in memory, the same for the same options. Mixtures m01, m02, …; scales s1, s2, …; categories c1, …; benchmarks
 * c1-b1, …; four choices each. A mixture is as able as its number is high; items are of unequal difficulty.
 */
export function syntheticStudy(options: SyntheticOptions = {}): Study {
  const {
    mixtures = 4,
    scales = 1,
    seeds = [1, 2],
    stages = ["pretrain", "sft"],
    categories = [2, 1],
    items = 60,
    itemsPerCluster = 1,
    hasItems = true,
    hasConfidence = true,
    isPresent = () => true,
    gap = () => 0,
    hasItem = () => true,
  } = options;
  const named = (id: string) => ({ id, label: id });
  const two = (k: number) => String(k + 1).padStart(2, "0");
  const design = studyDesignSchema.parse({
    id: "synthetic",
    title: "A synthetic study",
    version: "2026.1.1",
    stages: stages.map(named),
    scales: Array.from({ length: scales }, (_, k) => named(`s${k + 1}`)),
    mixtures: Array.from({ length: mixtures }, (_, k) => named(`m${two(k)}`)),
    categories: categories.map((_, k) => named(`c${k + 1}`)),
    benchmarks: categories.flatMap((count, k) =>
      Array.from({ length: count }, (_, b) => ({
        ...named(`c${k + 1}-b${b + 1}`),
        category: `c${k + 1}`,
        chance: 0.25,
        choices: 4,
      })),
    ),
  });
  const cells: Cell[] = [];
  const itemMap = new Map<string, CellItems>();
  for (const benchmark of design.benchmarks)
    for (const scale of design.scales)
      for (const stage of design.stages)
        for (const [m, mixture] of design.mixtures.entries())
          for (const seed of seeds) {
            const place = { benchmark: benchmark.id, scale: scale.id, stage: stage.id, mixture: mixture.id, seed };
            if (!isPresent(place)) continue;
            const numbers = Array.from({ length: items }, (_, i) => i).filter((item) => hasItem(place, item));
            const own = answers(place, numbers, (m + 1) / (mixtures + 1), gap(place));
            cells.push(cellOf(place, own, hasItems, hasConfidence));
            if (hasItems) itemMap.set(cellKey(place), { ...own, confidence: hasConfidence ? own.confidence : null });
          }
  const benchmarkItems = new Map(design.benchmarks.map(({ id }) => [id, questions(items, itemsPerCluster)]));
  return {
    design,
    cells,
    items: itemMap,
    bins: new Map(),
    benchmarkItems: hasItems ? benchmarkItems : new Map(),
    files: [],
  };
}

function answers(place: CellPlace, numbers: readonly number[], ability: number, gap: number) {
  const next = randomStream(`synthetic/${cellKey(place)}`, 0);
  const shared = randomStream(`synthetic/${place.benchmark}/${place.seed}`, 0);
  const confidence = new Int32Array(numbers.length);
  const correct = new Uint8Array(numbers.length);
  numbers.forEach((_, i) => {
    const chance = 0.3 + 0.35 * ability + 0.3 * (shared() / 2 ** 32);
    correct[i] = next() / 2 ** 32 < chance ? 1 : 0;
    confidence[i] = Math.round(Math.min(1, Math.max(0.25, chance + gap)) * 1e9);
  });
  return {
    item: Uint32Array.from(numbers),
    correct,
    confidence,
    correctProb: null,
    optionMass: null,
    picked: null,
    logprobs: null,
  };
}

function cellOf(
  place: CellPlace,
  { correct, confidence }: ReturnType<typeof answers>,
  hasItems: boolean,
  hasConfidence: boolean,
): Cell {
  const n = correct.length;
  const total = confidence.reduce((sum, q) => sum + q, 0);
  return {
    ...place,
    accuracy: correct.reduce((sum, y) => sum + y, 0) / n,
    n: hasItems ? n : null,
    confidence: hasConfidence ? total / n / 1e9 : null,
    correctProb: null,
    brier: null,
    nll: null,
  };
}

function questions(items: number, itemsPerCluster: number): BenchmarkItems {
  return {
    ids: Array.from({ length: items }, (_, i) => String(i)),
    cluster: Uint32Array.from({ length: items }, (_, i) => Math.floor(i / itemsPerCluster)),
    clusters: Math.ceil(items / itemsPerCluster),
    hasClusters: itemsPerCluster > 1,
    questions: Array.from({ length: items }, () => null),
  };
}
