import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, type Metric, OVERALL, type Target } from "../estimates/estimate-id.ts";
import type { Benchmark } from "../study/design.ts";
import { cellSelection } from "./cell-selection.ts";
import { compositeLevels, type Selection, selectComplete } from "./composite.ts";
import { compositeAbsence } from "./composite-absence.ts";
import { correlationEstimates } from "./correlation-estimates.ts";
import { benchmarkLevels, type PairedColumns, pairColumns } from "./paired-columns.ts";
import { persistenceColumns } from "./persistence-columns.ts";
import { ceilingOf, reliabilityOf } from "./reliability-of.ts";
import { seedGroups } from "./seed-groups.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import { strata } from "./strata.ts";
import { type Candidate, judgeFamily } from "./verdict.ts";
import type { SeedValues, Workspace } from "./workspace.ts";

const TARGETS = ["self", "category", "overall"] as const;
type TargetName = (typeof TARGETS)[number];

/**
 * RQ2: does a benchmark before SFT tell the order of mixtures after it: on itself, on the rest of its category, on the rest
 * of everything? A benchmark never predicts an aggregate that contains it. Verdicts per family, on Spearman alone.
 *
 * @see STATISTICS.md §1 (leave-one-out), §7
 */
export function* predictor(work: Workspace): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design))
    for (const { metric, scale } of strata(work.design))
      for (const target of TARGETS) {
        const candidates: Candidate[] = [];
        for (const benchmark of work.design.benchmarks) {
          const { columns, ceiling } = predict(work, pair, metric, scale, benchmark, target);
          if (columns.note) yield { protocol: "predictor", ...columns.note };
          const place = pair.scalePart(scale);
          const from = cellSelection({
            metric,
            cells: [`${benchmark.id}@${pair.before}`, `${targetPart(benchmark, target)}@${pair.after}`],
            scale,
            without: target === "self" ? undefined : benchmark.id,
          });
          const estimates = correlationEstimates(work, {
            prefix: estimateId("predictor", metric, place, benchmark.id, target),
            pair: columns,
            family: `predictor/${metric}/${place}/${target}`,
            from,
          });
          for (const estimate of estimates)
            if (estimate.id.endsWith("/spearman")) candidates.push({ estimate, ceiling });
            else yield estimate;
        }
        yield* judgeFamily(candidates);
      }
}

/** What is predicted, as a selection of cells names it. */
function targetPart(benchmark: Benchmark, target: TargetName): string {
  return { self: benchmark.id, category: `category/${benchmark.category}`, overall: "overall/all" }[target];
}

function predict(
  work: Workspace,
  pair: StagePair,
  metric: Metric,
  scale: string,
  benchmark: Benchmark,
  name: TargetName,
) {
  const self: Target = { kind: "benchmark", id: benchmark.id };
  const before = { metric, scale, stage: pair.before };
  const after = { metric, scale, stage: pair.after };
  if (name === "self") {
    const columns = persistenceColumns(work, self, pair, [{ metric, scale }]);
    return {
      columns,
      ceiling: ceiling(columns, work.seedValues(before, benchmark.id), work.seedValues(after, benchmark.id)),
    };
  }
  const target: Target = name === "overall" ? OVERALL : { kind: "category", id: benchmark.category };
  const missing = reasonBefore(work, pair, metric, target, benchmark);
  const selection = missing ? null : selectComplete(work, target, [before, after], benchmark.id);
  if (!selection)
    return {
      columns: undefinedColumns(work, missing ?? compositeAbsence(work, target, [before, after])),
      ceiling: null,
    };
  const columns = pairColumns(
    work,
    [
      benchmarkLevels(work, `${benchmark.id} ${pair.before}`, before, benchmark.id),
      { name: `${name} ${pair.after}`, levels: compositeLevels(work, selection, after) },
    ],
    noteOf(selection, benchmark, target),
  );
  const groups = seedGroups(work, target, after, selection);
  return { columns, ceiling: groups && ceiling(columns, work.seedValues(before, benchmark.id), groups) };
}

function reasonBefore(
  work: Workspace,
  pair: StagePair,
  metric: Metric,
  target: Target,
  benchmark: Benchmark,
): string | null {
  if (metric === "confidence" && !work.hasConfidence) return "no confidence";
  if (pair.reason) return pair.reason;
  const others = work.design.benchmarks.filter(
    (row) => row.id !== benchmark.id && (target.kind === "overall" || row.category === target.id),
  );
  if (others.length > 0) return null;
  return target.kind === "overall" ? "no complete benchmark" : "category of one";
}

function undefinedColumns(work: Workspace, reason: string): PairedColumns {
  return { columns: [work.column([]), work.column([])], n: 0, used: [], reason, note: null };
}

function noteOf({ droppedBenchmarks, droppedMixtures }: Selection, benchmark: Benchmark, target: Target) {
  const dropped = [...droppedMixtures, ...droppedBenchmarks];
  if (dropped.length === 0) return null;
  return {
    about: `${benchmark.id} against ${target.kind}`,
    message: `left out of the composite: ${dropped.join(", ")}`,
  };
}

function ceiling(
  { used }: PairedColumns,
  before: readonly (SeedValues | null)[],
  after: readonly (SeedValues | null)[],
): number | null {
  const [x, y] = [before, after].map((rows) => reliabilityOf(used.flatMap((m) => rows[m] ?? [])));
  return x && y && "icck" in x && "icck" in y ? ceilingOf(x.icck, y.icck) : null;
}
