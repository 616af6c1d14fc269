import { csvText } from "../csv-text.ts";
import { expectedCalibrationError } from "../statistics/expected-calibration-error.ts";
import { cellOfSums } from "../study/cell-of-sums.ts";
import type { CellIds } from "../study/study.ts";
import type { AggregatedLevel } from "./aggregate-items.ts";
import { type AggregateBin, type CellAggregate, sumsOfAggregate } from "./cell-aggregate.ts";
import { levelVariance } from "./level-variance.ts";

const IDS = ["mixture", "scale", "seed", "stage", "benchmark"];
/** Fewer items than this have no calibration error (STATISTICS.md §9). */
const MIN_ITEMS = 30;

/** A table by its file name in the study folder: the same bytes of the same items. */
export type NamedTable = readonly [name: string, text: string];

const tableOf = (
  name: string,
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): NamedTable => [name, csvText([head, ...rows])];

/** The tables of cells: what a study without items is made of, first, and what a report cannot tell from it. */
export function* cellTables(cells: readonly CellAggregate[]): Generator<NamedTable> {
  const measures = ["accuracy", "n", "confidence", "correct_prob", "brier", "nll"];
  yield tableOf("results.csv", [...IDS, ...measures], cells.map(resultRow));
  yield tableOf("aggregates/calibration.csv", [...IDS, ...CALIBRATION], cells.flatMap(calibrationRow));
  const bin = ["kind", "bin", "n", "correct", "confidence"];
  yield tableOf("aggregates/bins.csv", [...IDS, ...bin], cells.flatMap(binRows));
}

/** The table of levels over their seeds. */
export function levelTable(levels: readonly AggregatedLevel[]): NamedTable {
  return tableOf("aggregates/variance.csv", VARIANCE, levels.flatMap(varianceRows));
}

function idsOf(cell: CellIds): readonly (string | number)[] {
  return [cell.mixture, cell.scale, cell.seed, cell.stage, cell.benchmark];
}

/** In full: read again, they are the same doubles as those of the items. */
function resultRow(aggregate: CellAggregate): readonly (string | number | null)[] {
  const cell = cellOfSums(aggregate, sumsOfAggregate(aggregate));
  return [...idsOf(cell), cell.accuracy, cell.n, cell.confidence, cell.correctProb, cell.brier, cell.nll];
}

const CALIBRATION = [
  "n",
  "ece",
  "ece_floor",
  "ece_debiased",
  "calibration_rms",
  "overconfidence",
  "auroc",
  "item_variance",
];

/** Measures of cells with confidence, by the same functions as the report’s. */
function calibrationRow(cell: CellAggregate): readonly (readonly (string | number | null)[])[] {
  const { ranked, n, right } = cell;
  if (ranked === null) return [];
  const { ece, eceFloor, eceDebiased, rmsDebiased } = expectedCalibrationError(ranked.massBins.map(binOf));
  const errors = [ece, eceFloor, eceDebiased, rmsDebiased].map((value) => (n < MIN_ITEMS ? null : shown(value)));
  const wrong = n - right;
  // Mann–Whitney: twice the rank sum of the right ones, less twice the least that it can be
  const doubled = ranked.doubledRanks - BigInt(right) * BigInt(right + 1);
  const auroc = right === 0 || wrong === 0 ? null : Number(doubled) / (2 * right * wrong);
  const gap = Number(cell.confidence) / 1e9 / n - right / n;
  return [
    [...idsOf(cell), n, ...errors, shown(gap), auroc === null ? null : shown(auroc), shown(confidenceVariance(cell))],
  ];
}

/** The variance of confidence over the items of a cell: (nΣq² − (Σq)²)/(n(n − 1)); null for one item. */
function confidenceVariance({ n, confidence, squares }: CellAggregate): number | null {
  const [count, one] = [BigInt(n), BigInt(n - 1)];
  return n < 2 ? null : Number(count * squares - confidence * confidence) / Number(count * one) / 1e18;
}

function binOf({ n, right, confidence }: AggregateBin) {
  return { bin: 0, start: 0, end: n, n, correct: right, confidence: Number(confidence) / 1e9 / n, accuracy: right / n };
}

function binRows(cell: CellAggregate): readonly (readonly (string | number)[])[] {
  const rows = (kind: string, bins: readonly AggregateBin[]) =>
    bins.map(({ bin, n, right, confidence }) => [
      ...idsOf(cell),
      kind,
      bin + 1,
      n,
      right,
      shown(Number(confidence) / 1e9 / n)!,
    ]);
  return [...rows("mass", cell.ranked?.massBins ?? []), ...rows("width", cell.widthBins)];
}

const VARIANCE = [
  ...["mixture", "scale", "stage", "benchmark", "metric", "seeds", "items", "mean"],
  ...["item_variance", "seed_variance", "residual"],
];

/** Variances of levels whose seeds have the same items; the others have a mean of seeds in results.csv alone. */
function varianceRows({ cells, crossed, ...ids }: AggregatedLevel): readonly (readonly (string | number | null)[])[] {
  const [first] = cells;
  const isCrossed =
    cells.length === 1 ||
    (crossed !== null &&
      crossed.fewest === cells.length &&
      crossed.most === cells.length &&
      cells.every(({ n }) => n === crossed.items));
  if (first === undefined || !isCrossed) return [];
  const accuracy = (cell: CellAggregate) => ({ total: BigInt(cell.right), squares: BigInt(cell.right) });
  const confidence = (cell: CellAggregate) => ({ total: cell.confidence, squares: cell.squares });
  const hasConfidence = cells.every((cell) => cell.confidences === cell.n);
  const rows = [
    { metric: "accuracy", sums: crossed?.correct ?? accuracy(first), of: accuracy, unit: 1 },
    ...(hasConfidence
      ? [{ metric: "confidence", sums: crossed?.confidence ?? confidence(first), of: confidence, unit: 1e9 }]
      : []),
  ];
  return rows.map(({ metric, sums, of, unit }) => {
    const { mean, items, seeds, residual } = levelVariance(cells, sums, of, unit);
    return [
      ...[ids.mixture, ids.scale, ids.stage, ids.benchmark, metric, cells.length, first.n],
      ...[mean, items, seeds, residual].map(shown),
    ];
  });
}

/** Twelve digits, as all published numbers: the last bits of `Math.log` and `Math.exp` differ between machines. */
function shown(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(12)) + 0;
}
