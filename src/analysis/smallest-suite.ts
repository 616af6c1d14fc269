import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, OVERALL } from "../estimates/estimate-id.ts";
import type { Benchmark } from "../study/design.ts";
import { cellSelection } from "./cell-selection.ts";
import { centre } from "./centre.ts";
import { selectComplete } from "./composite.ts";
import { undefinedEstimate } from "./protocol.ts";
import { selectionNote } from "./selection-note.ts";
import { stagePairs } from "./stage-pairs.ts";
import { strata } from "./strata.ts";
import { restScores, type SuiteData } from "./suite-selection.ts";
import {
  type HeldOut,
  heldOut,
  inSampleSpearman,
  overallScores,
  type SuiteValidation,
  validateSuite,
} from "./suite-validation.ts";
import type { Place, Workspace } from "./workspace.ts";

/** How many benchmarks a suite may have. */
export const SUITE_SIZES = [3, 5, 8] as const;

/** One mixture is held out, and of the others one again: three are left for a line. */
const LEAST_MIXTURES = 5;

/**
 * RQ2: how few benchmarks before SFT predict the overall ranking of mixtures after it nearly as well as all of them? Suites
 * of 3, 5 and 8, chosen greedily inside leave-one-mixture-out validation. The score of a suite is the mean of its centred
 * levels before; its target the overall composite after of the benchmarks *outside* it, so that none predicts what contains
 * it. `all-…` predicts the same targets from all benchmarks, each of which is there before and after: what persistence itself
 * gives, the bar to reach. Size `all` is the overall composite predicting itself.
 *
 * Ids: `smallest-suite/METRIC/SCALE/SIZE/STAT` and `…/benchmark/B/chosen`, the share of folds that chose B. Folds share all
 * but two mixtures, so nothing here has an interval or a test.
 */
export function* smallestSuite(work: Workspace): Generator<Estimate | Note> {
  for (const pair of stagePairs(work.design))
    for (const { metric, scale } of strata(work.design)) {
      const place = pair.scalePart(scale);
      const places = [pair.before, pair.after].map((stage) => ({ metric, scale, stage }));
      const selection = pair.reason ? null : selectComplete(work, OVERALL, places);
      const note = selection && selectionNote(OVERALL, places, selection);
      if (note) yield { protocol: "smallest-suite", ...note };
      const kept = selection?.categories.flatMap((row) => row.benchmarks) ?? [];
      const benchmarks = work.benchmarks.filter((row) => kept.includes(row));
      const data = selection && suiteData(work, places, benchmarks, selection.takesPart);
      const n = data?.before[0]?.length ?? 0;
      const general =
        metric === "confidence" && !work.hasConfidence
          ? "no confidence"
          : (pair.reason ?? (data ? (n < LEAST_MIXTURES ? "fewer than 5 mixtures" : null) : "no complete benchmark"));
      const sizes = SUITE_SIZES.filter((size) => size < benchmarks.length);
      const results = data && !general && sizes.length > 0 ? validateSuite(data, sizes) : [];
      const from = cellSelection({ metric, scale, stage: [pair.before, pair.after] });
      const common = { n, unit: "mixture", from } as const;
      for (const size of SUITE_SIZES) {
        const result = results[sizes.indexOf(size)] ?? null;
        const reason = general ?? "fewer benchmarks than the suite needs";
        const prefix = estimateId("smallest-suite", metric, place, String(size));
        yield* suiteEstimates(prefix, common, result, reason);
        for (const row of work.design.benchmarks)
          yield chosenEstimate(`${prefix}/benchmark/${row.id}/chosen`, common, result, benchmarks.indexOf(row), reason);
      }
      yield* wholeEstimates(estimateId("smallest-suite", metric, place, "all"), common, general ? null : data, general);
    }
}

type Common = Pick<Estimate, "n" | "unit" | "from">;

function suiteData(
  work: Workspace,
  places: readonly Place[],
  benchmarks: readonly Benchmark[],
  takesPart: readonly boolean[],
): SuiteData {
  const [before, after] = places.map((place) =>
    benchmarks.map((row) =>
      work.levels(place, row.id).flatMap((level, m) => (takesPart[m] ? [centre(place.metric, row, level ?? 0)] : [])),
    ),
  );
  const categories = [...new Set(benchmarks.map((row) => row.category))].toSorted();
  return { before: before!, after: after!, category: benchmarks.map((row) => categories.indexOf(row.category)) };
}

function* suiteEstimates(
  prefix: string,
  common: Common,
  result: SuiteValidation | null,
  reason: string,
): Generator<Estimate> {
  yield* heldOutEstimates(`${prefix}/`, common, result?.heldOut ?? null, reason);
  yield* heldOutEstimates(`${prefix}/all-`, common, result?.all ?? null, reason);
  yield inSampleEstimate(
    prefix,
    common,
    result?.inSample ?? null,
    reason,
    "chosen on the mixtures that it is scored on",
  );
}

function* wholeEstimates(
  prefix: string,
  common: Common,
  data: SuiteData | null,
  reason: string | null,
): Generator<Estimate> {
  const x = data && overallScores(data);
  const y =
    data &&
    restScores(
      data,
      [],
      data.before[0]!.map((_, m) => m),
    );
  const result =
    x && y
      ? heldOut(
          x.map(() => x),
          y.map(() => y),
        )
      : null;
  yield* heldOutEstimates(`${prefix}/`, common, result, reason ?? "constant input");
  yield inSampleEstimate(prefix, common, x && y ? inSampleSpearman(x, y) : null, reason ?? "constant input");
}

function* heldOutEstimates(
  prefix: string,
  common: Common,
  result: HeldOut | null,
  reason: string,
): Generator<Estimate> {
  const because = result ? "constant input" : reason;
  const rows = [
    ["cross-validated-spearman", "correlation", result?.spearman],
    ["decision-accuracy", "proportion", result?.decisionAccuracy],
    ["loo-rmse", "prediction error", result?.rmse],
    ["loo-r2", "share of variance predicted", result?.r2],
  ] as const;
  for (const [name, quantity, value] of rows)
    yield valueOrReason({ ...common, id: `${prefix}${name}`, quantity }, value ?? null, because);
}

function inSampleEstimate(prefix: string, common: Common, value: number | null, reason: string, flag?: string) {
  const base = { ...common, id: `${prefix}/in-sample-spearman`, quantity: "correlation" };
  const estimate = valueOrReason(base, value, reason);
  return value !== null && flag ? { ...estimate, flags: [flag] } : estimate;
}

function chosenEstimate(
  id: string,
  common: Common,
  result: SuiteValidation | null,
  b: number,
  reason: string,
): Estimate {
  const value = result && b >= 0 ? result.chosen[b]! : null;
  const estimate = valueOrReason(
    { ...common, id, quantity: "proportion" },
    value,
    result ? "no complete benchmark" : reason,
  );
  return value !== null && result?.suite.includes(b) ? { ...estimate, flags: ["chosen by all mixtures"] } : estimate;
}

function valueOrReason(base: Parameters<typeof undefinedEstimate>[0], value: number | null, reason: string): Estimate {
  if (value === null) return undefinedEstimate(base, reason);
  return { ...base, value, intervalReason: "no interval defined", pReason: "no test defined" };
}
