/** What nine mixtures can and cannot say (STATISTICS.md §7 for predictors, §8 for coherence). */
export const VERDICTS = ["robust", "unreliable", "inconclusive", "synergy", "competition", "undetermined"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A 95 % interval and the name of the method that made it. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: 0.95;
  readonly method: string;
}

/** A two-sided p-value, its method, and its Benjamini–Hochberg adjustment within a named family. */
export interface PValue {
  readonly value: number;
  readonly method: string;
  readonly family?: string;
  readonly adjusted?: number;
}

/** The atom of the report: a number with everything that is needed to believe it or not. */
export interface Estimate {
  /** never changes meaning; its grammar is in `estimate-id.ts` */
  readonly id: string;
  /** null = undefined, and then `reason` says why */
  readonly value: number | null;
  readonly reason?: string;
  readonly interval?: Interval;
  readonly intervalReason?: string;
  readonly p?: PValue;
  readonly pReason?: string;
  /** how many units of analysis it rests on */
  readonly n: number;
  /** what `n` counts: "mixture", or the id that the study gives what it ranks; "benchmark", "item", "pair" or "seed" */
  readonly unit: string;
  /** "correlation", "proportion", "probability", "difference of correlations", … */
  readonly quantity: string;
  readonly verdict?: Verdict;
  readonly verdictReason?: string;
  /** how many mixtures would settle an inconclusive verdict; null above 1,000 */
  readonly mixturesNeeded?: number | null;
  readonly flags?: readonly string[];
  /** what it was computed from: the selection of cells, readable and resolvable */
  readonly from: string;
}

/** What could not be computed or was dropped, and why. */
export interface Note {
  readonly protocol: string;
  readonly about: string;
  readonly message: string;
}
