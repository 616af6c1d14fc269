import type { Report, StudyRecord } from "../../src/estimates/analysis.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { estimateId } from "../../src/estimates/estimate-id.ts";
import { NOISE_LIMITED } from "../../src/estimates/noise-limited.ts";
import { randomNumbers } from "./random-numbers.ts";

export interface SampleOptions {
  readonly mixtures?: number;
  readonly benchmarks?: number;
  readonly categories?: number;
  readonly scales?: number;
  readonly stages?: number;
  /** how many the mixtures have; the first is not known of the last mixture */
  readonly covariates?: number;
  /** whether all stages but the last are checkpoints with a training step */
  readonly hasSteps?: boolean;
  readonly hasConfidence?: boolean;
  /** every estimate is undefined */
  readonly isUndefined?: boolean;
}

/** Figures that need more than two stages and scores, and such a study for each. */
export const OF_RICHER: Readonly<Record<string, SampleOptions>> = {
  "rank-bump": { stages: 4 },
  trajectories: { stages: 4, hasSteps: true },
  covariates: { covariates: 3 },
};

/** A made-up study with every estimate that figures read, some undefined, labels that need escaping: the same each time. */
export function sampleReport(options: SampleOptions = {}): Report {
  const { mixtures = 9, benchmarks = 8, categories = 3, scales = 3, stages = 2, hasConfidence = true } = options;
  const { covariates = 0, hasSteps = false } = options;
  const next = randomNumbers(7);
  const list = (n: number, name: string, word: string) =>
    Array.from({ length: n }, (_, k) => ({ id: `${name}-${k + 1}`, label: `${word} ${k + 1}` }));
  const design: StudyRecord["design"] = {
    id: "sample",
    title: "A sample <study> & its data",
    version: "2026.1.1",
    authors: [],
    stages: [
      { id: "pretrain", label: "Pretraining" },
      { id: "sft", label: "Fine-tuned" },
      { id: "preference", label: "Preference-tuned" },
      { id: "reasoning", label: "Reasoning" },
    ]
      .slice(0, stages)
      .map((stage, k) => (hasSteps && k < stages - 1 ? { ...stage, step: 1000 * 4 ** k } : stage)),
    scales: list(scales, "s", "Scale"),
    mixtures: list(mixtures, "m", "Mixture <b>").map((mixture, m) => {
      const known = Array.from({ length: covariates }, (_, k) => [`known_${k + 1}`, ((m * (k + 3)) % 7) * 10 ** k]);
      const own = known.slice(m === mixtures - 1 ? 1 : 0);
      return covariates === 0 ? mixture : { ...mixture, covariates: Object.fromEntries(own) };
    }),
    categories: list(categories, "c", "Category"),
    benchmarks: Array.from({ length: benchmarks }, (_, k) => ({
      id: `b-${k + 1}`,
      label: k === 1 ? "A benchmark with quite a long name & a sign" : `Benchmark ${k + 1}`,
      category: `c-${(k % categories) + 1}`,
      chance: 0.25,
      choices: 4,
    })),
  };
  const estimates = new Map<string, Estimate>();
  const add = (id: string, value: number | null, extra: Partial<Estimate> = {}) => {
    const isNull = value === null || options.isUndefined === true;
    estimates.set(id, {
      id,
      n: mixtures,
      unit: "mixture",
      quantity: "correlation",
      from: "sample",
      ...(isNull
        ? { value: null, reason: (options.isUndefined ? undefined : extra.reason) ?? "constant input" }
        : { value, ...extra }),
    });
  };
  const around = (value: number, spread: number, low: number, high: number): Pick<Estimate, "interval"> =>
    mixtures < 4
      ? {}
      : {
          interval: {
            low: Math.max(low, value - spread),
            high: Math.min(high, value + spread),
            level: 0.95,
            method: "sample",
          },
        };
  const correlation = (id: string, extra: Partial<Estimate> = {}) => {
    const value = next() * 1.6 - 0.65;
    add(id, value, {
      ...around(value, 0.3 + next() * 0.3, -1, 1),
      p: { value: 0.01, method: "sample", adjusted: 0.02 },
      ...extra,
    });
  };
  const targets: Targets = [
    ...design.benchmarks.map(({ id }) => ["benchmark", id] as const),
    ...design.categories.map(({ id }) => ["category", id] as const),
    ["overall", "all"] as const,
  ];
  const metrics = hasConfidence ? ["accuracy", "confidence"] : ["accuracy"];
  const [small, large] = [design.scales[0]!, design.scales.at(-1)!];
  for (const metric of metrics) {
    for (const [kind, target] of targets)
      for (const { id: scale } of design.scales)
        for (const { id: stage } of design.stages)
          for (const { id: mixture } of design.mixtures) {
            const value = Math.round(next() * 20) / 40;
            add(
              estimateId("level", metric, scale, stage, mixture, kind, target, "mean"),
              value,
              around(value, 0.05, 0, 1),
            );
          }
    if (stages < 2) continue;
    for (const { id: scale } of design.scales) {
      for (const [kind, target] of targets) {
        if (target === "b-1" && benchmarks > 1)
          add(estimateId("rank-persistence", metric, scale, kind, target, "spearman"), null);
        else correlation(estimateId("rank-persistence", metric, scale, kind, target, "spearman"));
        const share = next();
        add(
          estimateId("rank-persistence", metric, scale, kind, target, "decision-accuracy"),
          share,
          around(share, 0.2, 0, 1),
        );
      }
      design.benchmarks.forEach(({ id }, k) => {
        for (const target of ["self", "category", "overall"])
          if (k === 0 && benchmarks > 1) add(estimateId("predictor", metric, scale, id, target, "spearman"), null);
          else
            correlation(estimateId("predictor", metric, scale, id, target, "spearman"), {
              verdict: (["robust", "inconclusive", "unreliable"] as const)[k % 3]!,
              ...(k % 3 === 1
                ? {
                    mixturesNeeded: k === 7 ? null : 12 * (k + 1),
                    verdictReason: k === 4 ? "noise ceiling 0.31" : `${mixtures} mixtures cannot tell`,
                    ...(k === 4 && { flags: [NOISE_LIMITED] }),
                  }
                : {}),
            });
      });
    }
    if (small === large) continue;
    for (const [kind, target] of targets) {
      const shift = next() - 0.5;
      const id = `${small.id}..${large.id}`;
      add(
        estimateId("scale-shift", metric, id, kind, target, "spearman"),
        target === "b-1" ? null : shift,
        around(shift, 0.4, -2, 2),
      );
      correlation(
        estimateId("scale-transfer", metric, `${small.id}@pretrain..${large.id}@sft`, kind, target, "spearman"),
      );
    }
  }
  if (hasConfidence)
    for (const { id: scale } of design.scales) {
      if (stages > 1)
        for (const [kind, target] of targets)
          correlation(estimateId("persistence-difference", "accuracy-confidence", scale, kind, target, "spearman"));
      for (const { id: stage } of design.stages)
        design.benchmarks.forEach(({ id }, k) => {
          if (k === 2) add(estimateId("alignment", scale, stage, "benchmark", id, "spearman"), null);
          else correlation(estimateId("alignment", scale, stage, "benchmark", id, "spearman"));
          const ece = next() * 0.3;
          const at = (measure: string) => estimateId("calibration", scale, stage, "all", "benchmark", id, measure);
          add(at("ece"), ece + 0.05);
          for (const { id: mixture } of design.mixtures)
            add(estimateId("calibration", scale, stage, mixture, "benchmark", id, "ece"), ece + 0.05, {
              n: 150 + 30 * k,
              unit: "item",
            });
          add(at("ece-floor"), 0.08);
          add(at("ece-debiased"), ece, around(ece, 0.05, 0, 1));
          add(at("overconfidence"), next() - 0.5);
          for (let bin = 1; bin <= 15; bin++) {
            const curve = (measure: string) =>
              estimateId(
                "reliability-curve",
                scale,
                stage,
                "all",
                "benchmark",
                id,
                `bin-${String(bin).padStart(2, "0")}`,
                measure,
              );
            add(curve("confidence"), bin === 4 ? null : 0.2 + bin / 20);
            const share = bin === 4 ? null : Math.min(1, 0.1 + bin / 25 + next() / 10);
            add(curve("accuracy"), share, share === null || bin === 7 ? {} : around(share, 0.08, 0, 1));
          }
        });
    }
  laterEstimates({ design, targets, metrics, hasConfidence }, add, around);
  const goes = randomNumbers(19);
  for (const metric of stages > 1 ? metrics : [])
    for (const [kind, target] of targets)
      for (const { id: scale } of design.scales)
        for (let k = 1; k <= covariates; k++) {
          const rho = goes() - 0.3;
          const id = estimateId("covariate", metric, scale, kind, target, `known_${k}`, "spearman");
          const p = { value: 0.04, method: "sample", adjusted: 0.08 };
          add(id, k === 3 ? null : rho, { ...around(rho, 0.3, -1, 1), p });
        }
  const across = randomNumbers(17);
  for (const metric of stages > 1 ? metrics : [])
    for (const a of design.benchmarks)
      for (const b of design.benchmarks) {
        const [rho, q] = [across() * 1.6 - 0.6, across()];
        const p = { value: q / 4, method: "sample", ...(a === b ? {} : { adjusted: q }) };
        const id = estimateId("cross-benchmark", metric, large.id, a.id, b.id, "spearman");
        add(id, b.id === "b-3" ? null : rho, { ...around(rho, 0.4, -1, 1), p });
      }
  const walk = randomNumbers(13);
  for (const metric of stages > 2 ? metrics : [])
    for (const [kind, target] of targets)
      for (const { id: scale } of design.scales)
        design.stages.slice(1).forEach((stage, k) => {
          const rho = k === 0 ? 0.7 : walk() - 0.4;
          const place = `${scale}@${design.stages[k]!.id}..${stage.id}`;
          add(estimateId("rank-persistence", metric, place, kind, target, "spearman"), rho, around(rho, 0.5, -1, 1));
        });
  if (hasConfidence)
    for (const { id: scale } of design.scales)
      design.stages.forEach(({ id: stage }, k) => {
        const gap = k === 0 ? 0.12 : -0.034;
        const id = estimateId("calibration", scale, stage, "all", "overall", "all", "overconfidence");
        add(id, gap, around(gap, 0.05, -1, 1));
      });
  const study: StudyRecord = {
    design,
    files: [],
    seeds: [1, 2, 3],
    models: mixtures * scales * 3,
    cells: mixtures * scales * 3 * stages * benchmarks,
    answers: 0,
    hasConfidence,
    hasItems: hasConfidence,
  };
  return { study, estimates, notes: [] };
}

type Targets = readonly (readonly [kind: "benchmark" | "category" | "overall", id: string])[];

interface Sample {
  readonly design: StudyRecord["design"];
  readonly targets: Targets;
  readonly metrics: readonly string[];
  readonly hasConfidence: boolean;
}

/** What the deeper analyses give: prediction, suites, power, components, recalibration, single items; from numbers of their own. */
function laterEstimates(
  { design, targets, metrics, hasConfidence }: Sample,
  add: (id: string, value: number | null, extra?: Partial<Estimate>) => void,
  around: (value: number, spread: number, low: number, high: number) => Pick<Estimate, "interval">,
): void {
  const next = randomNumbers(11);
  const { scales, stages } = design;
  if (hasConfidence)
    for (const { id: scale } of scales)
      for (const { id: stage } of stages)
        design.benchmarks.forEach(({ id: benchmark }) => {
          for (let bin = 1; bin <= 15; bin++) {
            const share = bin < 4 ? 0 : next() / 6;
            const name = `bin-${String(bin).padStart(2, "0")}`;
            const id = estimateId("confidence-histogram", scale, stage, "all", "benchmark", benchmark, name, "share");
            add(id, share, share === 0 ? {} : around(share, 0.02, 0, 1));
          }
        });
  const largest = scales.at(-1)!.id;
  if (stages.length > 1 || scales.length > 1)
    for (const metric of metrics)
      for (const { id: scale } of scales.slice(0, -1))
        for (const { id: stage } of stages) {
          const share = 0.35 + next() / 2;
          const id = `${scale}@${stage}..${largest}@${stages.at(-1)!.id}`;
          add(
            estimateId("scale-transfer", metric, id, "overall", "all", "decision-accuracy"),
            share,
            around(share, 0.2, 0, 1),
          );
        }
  if (stages.length < 2) return;
  const aggregates = targets.filter(([kind]) => kind !== "benchmark");
  for (const { id: scale } of scales) {
    for (const [kind, target] of targets) {
      const shares = ["kept", "lost", "gained", "never"].map((fate) => [fate, 0.1 + next()] as const);
      const total = shares.reduce((sum, [, share]) => sum + share, 0);
      for (const [fate, share] of hasConfidence ? shares : []) {
        const at = (protocol: string, name: string) => estimateId(protocol, scale, "all", kind, target, name);
        add(at("item-transition", fate), share / total, around(share / total, 0.05, 0, 1));
        const change = fate === "lost" && target === "b-2" ? null : next() * 0.5 - 0.2;
        add(at("item-confidence", `${fate}-change`), change, change === null ? {} : around(change, 0.06, -1, 1));
      }
      if (!hasConfidence) continue;
      const sure = target === "b-3" ? null : 0.3 + next() / 2;
      const id = estimateId("item-confidence", scale, "all", kind, target, "sure-then-right");
      add(id, sure, sure === null ? {} : around(sure, 0.08, 0, 1));
      for (const gain of ["gain-before-brier", "gain-after-brier"]) {
        const value = next() * 0.1 - 0.06;
        add(estimateId("recalibration", scale, "all", kind, target, gain), value, around(value, 0.02, -1, 1));
      }
      // not drawn, so that the numbers of all that follows stay what they are
      for (const [gain, value] of [
        ["gain-temperature-before-brier", 0.012 * ((target.charCodeAt(target.length - 1) % 3) - 1)],
        ["gain-temperature-after-brier", target === "b-2" ? null : 0.015],
      ] as const)
        add(
          estimateId("recalibration", scale, "all", kind, target, gain),
          value,
          value === null ? {} : around(value, 0.006, -1, 1),
        );
    }
    for (const metric of metrics) {
      for (const [kind, target] of aggregates)
        for (const drawn of ["mixtures", "seeds", "items"])
          add(estimateId("uncertainty", metric, scale, kind, target, drawn), next() * 0.4, { quantity: "spread" });
      for (const m of [5, 9, 12, 30])
        for (const k of [1, 3, 5])
          for (const [name, easier] of [
            ["detectable-correlation", 1],
            ["detectable-overall", 0.8],
          ] as const) {
            const value = (easier * 2.9) / Math.sqrt(m * k ** 0.3);
            const id = estimateId("power", metric, scale, `m-${m}`, `k-${k}`, name);
            if (value <= 1) add(id, value);
            else add(id, null, { reason: "no correlation is detectable" });
          }
      for (const [size, rho] of [
        ["3", 0.3],
        ["5", 0.62],
        ["8", 0.8],
      ] as const) {
        const at = (...rest: readonly string[]) => estimateId("smallest-suite", metric, scale, size, ...rest);
        const isThere = Number(size) < design.benchmarks.length;
        add(at("cross-validated-spearman"), isThere ? rho : null);
        add(at("in-sample-spearman"), isThere ? 0.9 : null);
        add(at("all-cross-validated-spearman"), isThere ? 0.65 : null);
        for (const { id } of design.benchmarks) add(at("benchmark", id, "chosen"), isThere ? next() : null);
      }
    }
    const measures = hasConfidence ? ["accuracy", "confidence", "correct-prob", "margin-to-pick"] : ["accuracy"];
    const proxies = measures.flatMap((measure) =>
      targets.map(([kind, id]) =>
        kind === "overall"
          ? `${measure}-overall`
          : kind === "category"
            ? `${measure}-category-${id}`
            : `${measure}-${id}`,
      ),
    );
    for (const [kind, target] of aggregates)
      for (const proxy of ["best", ...proxies]) {
        const r2 = next() - 0.4;
        const at = (statistic: string) => estimateId("prediction", scale, proxy, kind, target, statistic);
        add(at("loo-rmse"), 0.08 * Math.sqrt(1 - r2), { quantity: "prediction error" });
        add(at("loo-r2"), r2, { quantity: "share of variance predicted" });
      }
  }
}
