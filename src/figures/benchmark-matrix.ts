import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { clusterOrder } from "../statistics/cluster-order.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { listWords } from "./list-words.ts";
import { squareMatrix } from "./square-matrix.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** More rows than this are narrower than a letter. */
const MOST = 40;

/** RQ2: every benchmark before against every benchmark after, those that are alike standing together. */
export function benchmarkMatrix(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale, first, last, benchmarks, source } = stratum("benchmark-matrix", report, options);
  if (first === last)
    return { id, missing: "This study has one stage; nothing before can be set against anything after." };
  if (benchmarks.length > MOST)
    return {
      id,
      missing: `A matrix of ${benchmarks.length} benchmarks would be too fine to read; the pages of single benchmarks have what each one says of the others.`,
    };
  const cell = (a: number, b: number) =>
    report.estimates.get(
      estimateId("cross-benchmark", metric, scale.id, benchmarks[a]!.id, benchmarks[b]!.id, "spearman"),
    );
  const rho = (a: number, b: number) => cell(a, b)?.value ?? 0;
  const order = clusterOrder(benchmarks.map((_, a) => benchmarks.map((_, b) => 1 - (rho(a, b) + rho(b, a)) / 2)));
  const labels = order.map((k) => benchmarks[k]!.label);
  const rows = order.map((a) => order.map((b) => cell(a, b)));
  const pairs = rows.flatMap((row, a) =>
    row.flatMap((estimate, b) =>
      a !== b && estimate?.value != null ? [{ before: labels[a]!, after: labels[b]!, estimate }] : [],
    ),
  );
  if (pairs.length === 0)
    return {
      id,
      missing: `No two benchmarks have ${metric} for the same mixtures at ${scale.label}, one before and one after.`,
    };
  const positive = pairs.filter(({ estimate: { interval } }) => interval && interval.low > 0);
  const negative = pairs.filter(({ estimate: { interval } }) => interval && interval.high < 0);
  const adjusted = pairs.filter(({ estimate }) => isAdjusted(estimate));
  const title = `A benchmark before clearly agrees with another after in ${positive.length} of ${countOf(pairs.length, "pair")}, clearly disagrees in ${negative.length}; adjusted for their number, ${adjusted.length === 0 ? "none remains" : adjusted.length === 1 ? "1 remains" : `${adjusted.length} remain`}`;
  const sorted = pairs.toSorted((a, b) => b.estimate.value! - a.estimate.value!);
  const [most, least] = [sorted[0]!, sorted.at(-1)!];
  const alt = [
    `${title}.`,
    `Highest: ${most.before} before with ${most.after} after, ρ ${withInterval(most.estimate)};`,
    `lowest: ${least.before} with ${least.after}, ρ ${withInterval(least.estimate)}.`,
    `In the order of likeness: ${listWords(labels, MOST)}.`,
  ].join(" ");
  return {
    id,
    title,
    subtitle: `Spearman’s ρ between ${metric} on a benchmark at ${first.label} (rows) and on another at ${last.label} (columns) over mixtures, scale ${scale.label}, ${unitsOf(pairs.map(({ estimate }) => estimate))}`,
    caption:
      "Rows and columns stand in the same order, found by average-linkage clustering of 1 − ρ (the mean of both directions), so that benchmarks that rank mixtures alike are neighbours; on the diagonal a benchmark meets itself. Violet is positive, orange with a minus negative, fixed at ±1. " +
      "“Clearly” means that the 95 % interval excludes zero. A frame: q at most 0.05, adjusted for all pairs. A ring: no value. Numbers and intervals are in the table.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: "positive", mark: "square", colour: THEME.positive },
        { label: "negative", mark: "square", colour: THEME.negative },
      ],
      axes: `${first.label} ↓ against ${last.label} →`,
      panels: [
        squareMatrix({
          width: canvas.width,
          labels,
          cells: rows.map((row) =>
            row.map((estimate) => ({
              value: estimate?.value ?? null,
              isFramed: estimate !== undefined && isAdjusted(estimate),
            })),
          ),
        }),
      ],
    })),
    table: {
      columns: [
        { key: "before", label: first.label },
        { key: "after", label: last.label },
        { key: "value", label: "ρ", decimals: 2 },
        { key: "low", label: "95 % from", decimals: 2 },
        { key: "high", label: "to", decimals: 2 },
        { key: "q", label: "q", decimals: 3 },
        { key: "n", label: "n", decimals: 0 },
      ],
      rows: sorted.map(({ before, after, estimate: { value, interval, p, n } }) => ({
        before,
        after,
        value,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        q: p?.adjusted ?? null,
        n,
      })),
    },
  };
}

const isAdjusted = ({ value, p }: Estimate) => value !== null && p?.adjusted !== undefined && p.adjusted <= 0.05;
