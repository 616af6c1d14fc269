import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { cellSelection } from "./cell-selection.ts";
import { type ItemFolds, itemFolds } from "./item-folds.ts";
import { leftOutNote, type MeasuredModel, type MeasuredTarget, measuredTargets } from "./measured-targets.ts";
import { mixtureMean } from "./mixture-mean.ts";
import { pairedItems } from "./paired-items.ts";
import { undefinedEstimate } from "./protocol.ts";
import { RECALIBRATION_MEASURES, recalibratedModel } from "./recalibrated-model.ts";
import { seedMeanInterval } from "./seed-mean-interval.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import { TEMPERATURE_MEASURES, temperedModel } from "./tempered-model.ts";
import type { ItemWorkspace } from "./workspace.ts";

const FEW_ITEMS = 300;

/**
 * RQ4: is miscalibration after fine-tuning a matter of one or two parameters, and were they there before? Platt's map of confidence,
 * fitted before and applied after, or fitted after and applied after (cross-fitted over clusters of items), against none; and where
 * items have the log-probabilities of all choices, a temperature in the same two ways.
 *
 * Each way is averaged over the models that have a map, so compare ways by their gains, which are differences within a model. The
 * map from before has seen the same items, with the answers of the earlier stage: two numbers learn little from them.
 * A study without log-probabilities has no estimates about temperature, and one note that says so.
 *
 * @see STATISTICS.md §9
 */
export function* recalibration(work: ItemWorkspace): Generator<Estimate | Note> {
  const foldsOf = new Map([...work.study.benchmarkItems].map(([id, items]) => [id, itemFolds(id, items)]));
  const items = [...work.study.items.values()];
  const hasLogprobs = items.some(({ logprobs }) => logprobs !== null);
  if (!hasLogprobs && items.some(({ confidence }) => confidence !== null))
    yield {
      protocol: "recalibration",
      about: "temperature",
      message: "no temperature scaling: items have no column logprobs with the log-probabilities of all choices",
    };
  const measures = hasLogprobs ? [...RECALIBRATION_MEASURES, ...TEMPERATURE_MEASURES] : RECALIBRATION_MEASURES;
  for (const pair of stagePairs(work.design))
    for (const { id: scale } of work.design.scales) yield* recalibrationAt(work, pair, scale, foldsOf, measures);
}

function* recalibrationAt(
  work: ItemWorkspace,
  pair: StagePair,
  scale: string,
  foldsOf: ReadonlyMap<string, ItemFolds | null>,
  measures: readonly string[],
): Generator<Estimate | Note> {
  const fewItems = new Set<string>();
  const measured = measuredTargets(work, measures, (benchmark, mixture) => {
    if (!work.hasConfidence) return "no confidence";
    const models = pairedItems(work, pair, { scale, benchmark, mixture });
    if (typeof models === "string") return models;
    return models.map(({ seed, before, after }): MeasuredModel => {
      if (typeof after === "string") return { seed, values: measures.map(() => after) };
      if (!after.confidence) return { seed, values: measures.map(() => "no confidence") };
      if (after.item.length < FEW_ITEMS) fewItems.add(benchmark);
      const folds = foldsOf.get(benchmark) ?? null;
      const values = recalibratedModel(before, after, folds);
      if (measures.length === values.length) return { seed, values };
      const choices = work.benchmarks.find(({ id }) => id === benchmark)?.choices ?? null;
      const questions = work.study.benchmarkItems.get(benchmark)!;
      return { seed, values: [...values, ...temperedModel(before, after, folds, questions, choices)] };
    });
  });
  yield* leftOutNote("recalibration", pair.scalePart(scale), measured);
  for (const row of measured.targets) {
    const isFew = work.benchmarks.some(
      ({ id, category }) =>
        fewItems.has(id) &&
        (row.target.kind === "overall" || row.target.id === (row.target.kind === "benchmark" ? id : category)),
    );
    for (const [k, measure] of measures.entries()) {
      const flags = isFew && measure.endsWith("ece-debiased") ? ["few items"] : [];
      const request = { work, pair, scale, row, k, measure, flags };
      yield overMixtures(request);
      if (row.target.kind === "overall")
        for (const [m, mixture] of work.mixtures.entries()) yield ofMixture(request, mixture, m);
    }
  }
}

/** The seeds of a mixture at the later stage: a value may rest on seeds of which none has every benchmark. */
function seedCount({ work, pair, scale }: MeasureRequest, m: number): number {
  const place = { metric: "confidence", scale, stage: pair.after } as const;
  return new Set(work.benchmarks.flatMap(({ id }) => work.seedValues(place, id)[m]?.seeds ?? [])).size;
}

interface MeasureRequest {
  readonly work: ItemWorkspace;
  readonly pair: StagePair;
  readonly scale: string;
  readonly row: MeasuredTarget;
  readonly k: number;
  readonly measure: string;
  readonly flags: readonly string[];
}

function namesOf({ pair, scale, row: { target }, measure }: MeasureRequest, mixture: string) {
  return {
    id: estimateId("recalibration", pair.scalePart(scale), mixture, target.kind, target.id, ...measure.split("/")),
    quantity: quantityOf(measure),
    from: cellSelection({
      scale,
      stage: [pair.before, pair.after],
      mixture: mixture === "all" ? undefined : mixture,
      [target.kind]: target.id,
    }),
  };
}

function quantityOf(measure: string): string {
  if (measure.endsWith("/nll")) return "nats";
  if (measure.endsWith("/ece-debiased")) return "calibration error";
  if (measure.startsWith("log-temperature")) return "logarithm of temperature";
  return measure.endsWith("-brier") ? "difference of Brier scores" : "difference in nats";
}

function overMixtures(request: MeasureRequest): Estimate {
  const { work, row, k, flags } = request;
  const series = row.mixtures.map((mixture) => mixture[k]!);
  const reason = series.find((each) => each.value === null)?.reason ?? "missing stage";
  return mixtureMean(work, { ...namesOf(request, "all"), values: series.map(({ value }) => value), reason, flags });
}

/** One mixture: t over the seeds that have every benchmark. */
function ofMixture(request: MeasureRequest, mixture: string, m: number): Estimate {
  const { value, reason, seeds } = request.row.mixtures[m]![request.k]!;
  const base = { ...namesOf(request, mixture), n: seedCount(request, m), unit: "seed" } as const;
  if (value === null) return undefinedEstimate(base, reason);
  return {
    ...base,
    value,
    ...(seeds.size === 0 ? { intervalReason: "no seed has every benchmark" } : seedMeanInterval([...seeds.values()])),
    pReason: "no test defined",
    ...(request.flags.length > 0 && { flags: request.flags }),
  };
}
