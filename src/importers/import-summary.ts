import { type ImportMap, OPEN } from "./import-map.ts";

/** What was found, for people. */
export interface ImportSummary {
  readonly files: number;
  /** rows of items */
  readonly rows: number;
  /** models at a stage of training: what was evaluated, and has a name in the logs */
  readonly checkpoints: number;
  readonly size: DesignSize;
  readonly benchmarks: number;
  /** 0 for a draft */
  readonly cells: number;
  /** how many benchmarks have which score as their accuracy, the most first */
  readonly scores: readonly (readonly [score: string, benchmarks: number])[];
  /** what neither logs nor map tell, as phrases */
  readonly assumed: readonly string[];
  /** “what: why”, each once with how often */
  readonly skipped: readonly string[];
  /** what a reader of the study should know, as sentences */
  readonly notes: readonly string[];
  /** the study’s word for what it compares, where it is not a mixture */
  readonly unit: ImportMap["unit"];
}

/** How many of each there are; null where a draft leaves one open. A model is what the report counts: a mixture at a scale, from a seed. */
export interface DesignSize {
  readonly models: number | null;
  readonly mixtures: number | null;
  readonly scales: number | null;
  readonly seeds: number | null;
  readonly stages: number | null;
}

/** The place of a checkpoint; parts that a draft leaves open are `?`. */
export interface DraftPlace {
  readonly mixture: string;
  readonly scale: string;
  readonly seed: number | string;
  readonly stage: string;
}

/** Counts the places of checkpoints. */
export function designSize(places: readonly DraftPlace[]): DesignSize {
  const count = (...parts: readonly (keyof DraftPlace)[]): number | null => {
    const values = places.map((place) => parts.map((part) => place[part]));
    return values.some((own) => own.includes(OPEN)) ? null : new Set(values.map((own) => own.join("/"))).size;
  };
  return {
    models: count("mixture", "scale", "seed", "stage") === null ? null : count("mixture", "scale", "seed"),
    mixtures: count("mixture"),
    scales: count("scale"),
    seeds: count("seed"),
    stages: count("stage"),
  };
}

/** How many benchmarks have which score, the most first. */
export function scoreCounts(scores: readonly string[]): ImportSummary["scores"] {
  const counts = new Map<string, number>();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
