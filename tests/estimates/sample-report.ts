import type { Report } from "../../src/estimates/analysis.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { reportOf } from "../../src/estimates/report-of.ts";

const stages = [
  { id: "pretrain", label: "Pretraining" },
  { id: "sft", label: "Fine-tuned" },
];
const scales = [
  { id: "40k", label: "40K" },
  { id: "400k", label: "400K" },
];
const mixtures = [
  { id: "balanced", label: "Balanced" },
  { id: "web", label: "Web-heavy" },
];
const categories = [
  { id: "science", label: "Science" },
  { id: "inference", label: "Inference" },
];
const benchmarks = [
  { id: "taxonomy", label: "Taxonomy", category: "science", chance: 0.25, choices: 4 },
  { id: "habitat", label: "Habitat & home", category: "science", chance: 0.25, choices: 4 },
  { id: "negation", label: "Negation", category: "inference", chance: 0.5, choices: 2 },
];

type Part = Partial<Estimate> & Pick<Estimate, "id" | "value">;

function one(part: Part): Estimate {
  return { n: 9, unit: "mixture", quantity: "correlation", from: "cells", ...part };
}

function interval(low: number, high: number): Pick<Estimate, "interval"> {
  return { interval: { low, high, level: 0.95, method: "percentile bootstrap over mixtures" } };
}

const P = "rank-persistence/accuracy/400k";

const ESTIMATES: readonly Estimate[] = [
  one({
    id: `${P}/category/science/spearman`,
    value: 0.9,
    ...interval(0.53, 1),
    p: { value: 0.002, method: "exact", family: "f", adjusted: 0.004 },
  }),
  one({
    id: `${P}/category/inference/spearman`,
    value: -0.714,
    ...interval(-0.95, 0.1),
    p: { value: 0.04, method: "exact", family: "f", adjusted: 0.04 },
  }),
  one({ id: `${P}/overall/all/spearman`, value: 0.6, ...interval(-0.1, 0.93), p: { value: 0.09, method: "exact" } }),
  one({ id: `${P}/benchmark/taxonomy/spearman`, value: 0.92, ...interval(0.5, 1) }),
  one({ id: `${P}/benchmark/habitat/spearman`, value: 0.3, ...interval(-0.5, 0.8) }),
  one({ id: `${P}/benchmark/negation/spearman`, value: null, reason: "constant input: sft" }),
  one({ id: "predictor/accuracy/400k/taxonomy/self/spearman", value: 0.92, ...interval(0.5, 1), verdict: "robust" }),
  one({
    id: "predictor/accuracy/400k/habitat/self/spearman",
    value: 0.3,
    ...interval(-0.5, 0.8),
    verdict: "inconclusive",
  }),
  one({ id: "predictor/accuracy/400k/negation/self/spearman", value: null, reason: "constant input: sft" }),
  one({
    id: "level/accuracy/400k/sft/web/benchmark/taxonomy/mean",
    value: 0.4833,
    quantity: "proportion",
    unit: "item",
    n: 1234,
    ...interval(0.41, 0.55),
  }),
  one({
    id: "scale-shift/accuracy/40k..400k/category/science/spearman",
    value: 0.25,
    quantity: "difference of correlations",
    ...interval(0.05, 0.4),
  }),
  one({
    id: "scale-shift/accuracy/40k..400k/category/inference/spearman",
    value: -0.02,
    quantity: "difference of correlations",
    ...interval(-0.6, 0.5),
  }),
];

/** A small report with every case that words and conditions meet: defined, undefined, with and without interval, p, verdict. */
export function sampleReport(changes: { readonly scales?: number; readonly stages?: number } = {}): Report {
  const design = {
    id: "sample",
    title: "A sample study",
    version: "2026.11.1",
    authors: [],
    stages: stages.slice(-(changes.stages ?? 2)),
    scales: scales.slice(-(changes.scales ?? 2)),
    mixtures,
    categories,
    benchmarks,
  };
  const study = {
    design,
    files: [],
    seeds: [1, 2],
    models: 8,
    cells: 48,
    answers: 9600,
    hasConfidence: true,
    hasItems: true,
  };
  const estimates = ESTIMATES.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter(
    ({ id }) => !(changes.scales === 1 && id.startsWith("scale-shift/")),
  );
  return reportOf({ schema: 1, study, estimates, notes: [] });
}
