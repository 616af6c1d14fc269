import type { StudyDesign } from "./design.ts";

/** What tells one cell from another. */
export type CellIds = Pick<Cell, "mixture" | "scale" | "seed" | "stage" | "benchmark">;

/** One evaluated model on one benchmark: the smallest thing that most statistics see. */
export interface Cell {
  readonly mixture: string;
  readonly scale: string;
  /** an integer, as in the data */
  readonly seed: number;
  readonly stage: string;
  readonly benchmark: string;
  /** in [0, 1]; exactly correct/n where items or n are known */
  readonly accuracy: number;
  /** items, where known */
  readonly n: number | null;
  /** mean probability of the picked choice, in [0, 1] */
  readonly confidence: number | null;
  readonly correctProb: number | null;
  readonly brier: number | null;
  readonly nll: number | null;
}

/** The items of one cell in typed arrays, sorted by item. Probabilities are integers in units of 10⁻⁹. */
export interface CellItems {
  /** indices into `questions(benchmark).ids`, ascending */
  readonly item: Uint32Array;
  /** 0 or 1 */
  readonly correct: Uint8Array;
  readonly confidence: Int32Array | null;
  readonly correctProb: Int32Array | null;
  readonly optionMass: Int32Array | null;
  /** index into the choices */
  readonly picked: Int16Array | null;
  /** natural log-probabilities of all choices, items × choices, item by item; at most 0 */
  readonly logprobs: Float64Array | null;
}

/** One bin of a cell whose items were added up before. */
export interface CellBin {
  /** 0…14: the place of its cut, or of its interval */
  readonly place: number;
  readonly n: number;
  readonly correct: number;
  /** mean, in [0, 1] */
  readonly confidence: number;
}

/** What is known of the confidences of a cell without items, from `aggregates/`. */
export interface CellBins {
  /** ascending by place; bins that ties or the data left empty are absent */
  readonly mass: readonly CellBin[];
  readonly width: readonly CellBin[];
  /** null: one outcome only, or not told */
  readonly auroc: number | null;
  /** whether all confidences are equal */
  readonly isConstant: boolean;
}

/** The items of one benchmark, over all models. */
export interface BenchmarkItems {
  /** item ids as written, ascending: by number where all are integers, else by code units */
  readonly ids: readonly string[];
  /** per item, a dense cluster number 0…clusters−1 in order of first appearance; without questions.csv each item is its own */
  readonly cluster: Uint32Array;
  readonly clusters: number;
  /** true when questions.csv declares clusters for this benchmark */
  readonly hasClusters: boolean;
  readonly questions: readonly (Question | null)[];
}

export interface Question {
  readonly question: string;
  readonly choices: readonly string[];
  /** index into `choices` */
  readonly answer: number;
}

/** A file that the study was read from, as recorded in analysis.json. */
export interface StudyFile {
  /** relative to the study folder, with forward slashes */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A loaded, validated study. Nothing in it is ever changed. */
export interface Study {
  readonly design: StudyDesign;
  /** sorted by benchmark, scale, stage, mixture (all in the order of the design), then seed */
  readonly cells: readonly Cell[];
  /** key: `cellKey(cell)`; empty when the study has no item data */
  readonly items: ReadonlyMap<string, CellItems>;
  /** key: `cellKey(cell)`; cells without items whose items were added up before */
  readonly bins: ReadonlyMap<string, CellBins>;
  /** key: benchmark id; only benchmarks that have item data */
  readonly benchmarkItems: ReadonlyMap<string, BenchmarkItems>;
  /** the files it was read from, sorted by path */
  readonly files: readonly StudyFile[];
}

/** The key of a cell in `Study.items`. Ids have no `/`, so the key is unique. */
export function cellKey(cell: CellIds): string {
  return `${cell.benchmark}/${cell.scale}/${cell.stage}/${cell.mixture}/${cell.seed}`;
}
