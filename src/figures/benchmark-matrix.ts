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
import { type LabelledTarget, stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** Benchmarks drawn at most: with more, columns are too fine to point at, and the table too long to read. */
const MOST = 40;

interface Pair {
  readonly before: LabelledTarget;
  readonly after: LabelledTarget;
  readonly estimate: Estimate;
}

/** RQ2: every benchmark before against every benchmark after, those that are alike standing together. */
export function benchmarkMatrix(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale, first, last, benchmarks, source } = stratum("benchmark-matrix", report, options);
  if (first === last)
    return { id, missing: "This study has one stage; nothing before can be set against anything after." };
  const cell = (a: LabelledTarget, b: LabelledTarget) =>
    report.estimates.get(estimateId("cross-benchmark", metric, scale.id, a.id, b.id, "spearman"));
  const pairs = benchmarks.flatMap((before) =>
    benchmarks.flatMap((after): Pair[] => {
      const estimate = before === after ? undefined : cell(before, after);
      return estimate?.value == null ? [] : [{ before, after, estimate }];
    }),
  );
  if (pairs.length === 0)
    return {
      id,
      missing: `No two benchmarks have ${metric} for the same mixtures at ${scale.label}, one before and one after.`,
    };
  const positive = pairs.filter(({ estimate: { interval } }) => interval && interval.low > 0);
  const negative = pairs.filter(({ estimate: { interval } }) => interval && interval.high < 0);
  const adjusted = pairs.filter(({ estimate }) => isAdjusted(estimate));
  const title = `By ${metric}, a benchmark before clearly agrees with another after in ${positive.length} of ${countOf(pairs.length, "pair")}, clearly disagrees in ${negative.length}; adjusted for their number, ${adjusted.length === 0 ? "none remains" : adjusted.length === 1 ? "1 remains" : `${adjusted.length} remain`}`;
  const drawn = benchmarks.length > MOST ? clearest(benchmarks, pairs) : benchmarks;
  const rho = (a: LabelledTarget, b: LabelledTarget) => cell(a, b)?.value ?? 0;
  const order = clusterOrder(drawn.map((a) => drawn.map((b) => 1 - (rho(a, b) + rho(b, a)) / 2)));
  const ordered = order.map((k) => drawn[k]!);
  const labels = ordered.map(({ label }) => label);
  const sorted = pairs.toSorted((a, b) => b.estimate.value! - a.estimate.value!);
  const [most, least] = [sorted[0]!, sorted.at(-1)!];
  const alt = [
    `${title}.`,
    `Highest: ${most.before.label} before with ${most.after.label} after, ρ ${withInterval(most.estimate)};`,
    `lowest: ${least.before.label} with ${least.after.label}, ρ ${withInterval(least.estimate)}.`,
    `In the order of likeness: ${listWords(labels, MOST)}.`,
  ].join(" ");
  return {
    id,
    title,
    subtitle: `Spearman’s ρ between ${metric} on a benchmark at ${first.label} (rows) and on another at ${last.label} (columns) over mixtures, scale ${scale.label}, ${unitsOf(pairs.map(({ estimate }) => estimate))}`,
    caption:
      "Rows and columns stand in the same order, found by average-linkage clustering of 1 − ρ (the mean of both directions), so that benchmarks that rank mixtures alike are neighbours; on the diagonal a benchmark meets itself. Violet is positive, orange with a minus negative, fixed at ±1. " +
      "“Clearly” means that the 95 % interval excludes zero. A frame: q at most 0.05, adjusted for all pairs. A ring: no value. Numbers and intervals are in the table." +
      (drawn === benchmarks
        ? ""
        : ` Of ${benchmarks.length} benchmarks, the ${MOST} that stand in the most pairs with a clear sign are drawn; the pages of the others have what they say of the rest.`),
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
          cells: ordered.map((before) =>
            ordered.map((after) => {
              const estimate = cell(before, after);
              return {
                value: estimate?.value ?? null,
                isFramed: estimate !== undefined && isAdjusted(estimate),
                words: `${before.label} → ${after.label}: ${estimate ? `ρ ${withInterval(estimate)}` : "not estimated"}`,
              };
            }),
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
      rows: sorted
        .filter(({ before, after }) => drawn.includes(before) && drawn.includes(after))
        .map(({ before, after, estimate: { value, interval, p, n } }) => ({
          before: before.label,
          after: after.label,
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

const isClear = ({ interval }: Estimate) => interval !== undefined && (interval.low > 0 || interval.high < 0);

/** The benchmarks that are in the most pairs with a clear sign; of equals, those with the strongest pair; in the order of the design. */
function clearest(benchmarks: readonly LabelledTarget[], pairs: readonly Pair[]): readonly LabelledTarget[] {
  const scores = new Map(benchmarks.map((each) => [each, { clear: 0, strongest: 0 }]));
  for (const { before, after, estimate } of pairs)
    for (const each of [before, after]) {
      const score = scores.get(each)!;
      if (isClear(estimate)) score.clear += 1;
      score.strongest = Math.max(score.strongest, Math.abs(estimate.value!));
    }
  const sorted = benchmarks.toSorted((a, b) => {
    const [one, other] = [scores.get(a)!, scores.get(b)!];
    return other.clear - one.clear || other.strongest - one.strongest;
  });
  const chosen = new Set(sorted.slice(0, MOST));
  return benchmarks.filter((each) => chosen.has(each));
}
