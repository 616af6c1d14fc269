import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import type { CalibrationCurve, MixtureRow, MixturesTask, MixtureTask } from "./calibration-task.ts";
import { cellSelection } from "./cell-selection.ts";
import type { MixtureCalibration } from "./mixture-calibration.ts";

/** What all mixtures of one scale and stage gave. */
export interface Stratum {
  readonly scale: string;
  readonly stage: string;
  readonly tasks: readonly MixtureTask[];
  readonly results: readonly MixtureCalibration[];
}

/** One task for each scale and stage: the means over mixtures, the reliability curves and the confidence histograms. */
export function mixturesTask(stratum: Stratum): MixturesTask {
  return {
    kind: "mixtures",
    studyMixtures: stratum.results.length,
    rows: [...measureRows(stratum), ...curveRows(stratum)],
  };
}

function measureRows({ scale, stage, results }: Stratum): MixtureRow[] {
  const [first] = results;
  if (!first) return [];
  // every mixture has the same targets and measures in the same order
  const placeOf = new Map(first.estimates.map(({ id }, k) => [partsOf(id).join("/"), k]));
  return first.estimates.map(({ id, quantity }, k) => {
    const [kind, target, measure] = partsOf(id);
    const estimates = results.map((result) => result.estimates[k]!);
    const debiased = placeOf.get([kind, target, "ece-debiased"].join("/"))!;
    const isError = measure === "ece" || measure === "ece-debiased";
    return {
      id: estimateId("calibration", scale, stage, "all", kind, target, measure),
      quantity,
      from: cellSelection({ scale, stage, [kind]: target }),
      values: estimates.map(({ value }) => value),
      ...(isError && { intervalValues: results.map((result) => result.estimates[debiased]!.value), lowest: 0 }),
      ...(isReference(measure) && {
        intervalReason: measure === "ece-floor" ? "a reference value" : "no interval defined",
      }),
      pReason: measure === "ece" ? "tested per benchmark" : "no test defined",
      reason: estimates.find((each) => each.value === null)?.reason ?? "missing stage",
      flags: flagsOf(estimates),
    };
  });
}

function partsOf(id: string): [kind: string, target: string, measure: string] {
  const [, , , , kind = "", target = "", measure = ""] = id.split("/");
  return [kind, target, measure];
}

function isReference(measure: string): boolean {
  return measure === "ece-floor" || measure.startsWith("murphy-");
}

function flagsOf(estimates: readonly Estimate[]): string[] {
  return [...new Set(estimates.flatMap((each) => each.flags ?? []))];
}

function curveRows({ scale, stage, results }: Stratum): MixtureRow[] {
  const benchmarks = results[0]?.curves.map((curve) => curve.benchmark) ?? [];
  return benchmarks.flatMap((benchmark, b) => {
    const curves = results.map((result) => result.curves[b]!);
    const defaults = {
      from: cellSelection({ scale, stage, benchmark }),
      pReason: "no test defined",
      reason: curves.find((curve) => curve.accuracy.every((value) => value === null))?.reason ?? "bin removed by ties",
      flags: curves.some((curve) => curve.isFew) ? ["few items"] : [],
    };
    const row = (
      protocol: string,
      bin: number,
      key: "accuracy" | "confidence" | "share",
      quantity: string,
    ): MixtureRow => ({
      ...defaults,
      id: estimateId(
        protocol,
        scale,
        stage,
        "all",
        "benchmark",
        benchmark,
        `bin-${String(bin + 1).padStart(2, "0")}`,
        key,
      ),
      quantity,
      values: curves.map((curve) => curve[key][bin] ?? null),
      ...(key === "confidence" && { intervalReason: "no interval defined" }),
      ...(key === "accuracy" && fewestItems(curves, bin)),
    });
    return Array.from({ length: 15 }, (_, bin) => [
      row("reliability-curve", bin, "accuracy", "proportion"),
      row("reliability-curve", bin, "confidence", "probability"),
      row("confidence-histogram", bin, "share", "proportion"),
    ]).flat();
  });
}

function fewestItems(curves: readonly CalibrationCurve[], bin: number): Pick<MixtureRow, "items"> {
  const counts = curves.flatMap((curve) => curve.items[bin] ?? []);
  return counts.length > 0 ? { items: Math.min(...counts) } : {};
}
