import type { CellBins } from "../study/study.ts";

/** One model on one benchmark, as a thread gets it. Typed arrays stand on shared memory. */
export interface CalibrationModel {
  readonly seed: number;
  readonly accuracy: number;
  readonly confidence: number | null;
  readonly brier: number | null;
  readonly nll: number | null;
  /** null without item data, or where the items have no confidence */
  readonly items: { readonly item: Uint32Array; readonly correct: Uint8Array; readonly confidence: Int32Array } | null;
  /** of a model without items: what is known of them in bins */
  readonly bins: CellBins | null;
}

/** One benchmark of a mixture at one scale and stage: its seeds, ascending. */
export interface CalibrationBenchmark {
  readonly id: string;
  readonly category: string;
  /** per item of the benchmark, its cluster */
  readonly cluster: Uint32Array;
  readonly clusters: number;
  readonly hasClusters: boolean;
  readonly models: readonly CalibrationModel[];
}

/** Everything about the calibration of one mixture at one scale and stage. Tasks depend on nothing else: any thread may do any. */
export interface MixtureTask {
  readonly kind: "mixture";
  readonly scale: string;
  readonly stage: string;
  readonly mixture: string;
  /** does any cell of the study have a confidence? */
  readonly hasConfidence: boolean;
  /** sorted by id */
  readonly benchmarks: readonly CalibrationBenchmark[];
  /** those with benchmarks, sorted */
  readonly categories: readonly string[];
}

/** One quantity of every mixture, to be averaged over them. */
export interface MixtureRow {
  readonly id: string;
  readonly quantity: string;
  readonly from: string;
  /** per mixture, sorted by id */
  readonly values: readonly (number | null)[];
  /** what the interval is about, where it is not the value itself: `ece` carries the interval of its debiased form */
  readonly intervalValues?: readonly (number | null)[];
  /** no interval, and why */
  readonly intervalReason?: string;
  /** of a share of items: the fewest that any mixture has, for a binomial interval where mixtures give none */
  readonly items?: number;
  readonly lowest?: number;
  readonly pReason: string;
  /** why it is undefined, if it is */
  readonly reason: string;
  readonly flags: readonly string[];
}

/** Means over mixtures. */
export interface MixturesTask {
  readonly kind: "mixtures";
  readonly studyMixtures: number;
  readonly rows: readonly MixtureRow[];
}

export type CalibrationTask = MixtureTask | MixturesTask;

/** The reliability curve and the confidence histogram of one mixture on one benchmark: means over seeds. */
export interface CalibrationCurve {
  readonly benchmark: string;
  /** 15 places: bins of equal mass; null where ties removed the bin in every seed */
  readonly accuracy: readonly (number | null)[];
  readonly confidence: readonly (number | null)[];
  /** the fewest items that any seed has in the bin */
  readonly items: readonly (number | null)[];
  /** 15 places: share of items by confidence, bins of equal width */
  readonly share: readonly (number | null)[];
  readonly reason: string;
  readonly isFew: boolean;
}

/** Models that an average leaves out. */
export interface LeftOut {
  readonly measure: string;
  readonly benchmark: string;
  readonly reason: string;
  readonly models: number;
}
