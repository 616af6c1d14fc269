import { beforeAll, expect, test } from "vitest";
import type { Analysis } from "../../src/estimates/analysis.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { bootstrapDraws } from "../../src/statistics/bootstrap-draws.ts";
import type { Cell, Study } from "../../src/study/study.ts";
import { bundledAnalysis } from "./bundled-analysis.ts";

// Everything below is recomputed from the cells by plain loops that share no code with src/analysis, but for the draws of mixtures.

let study: Study;
let analysis: Analysis;
let estimates: ReadonlyMap<string, Estimate>;

beforeAll(async () => {
  ({ study, analysis } = await bundledAnalysis());
  estimates = new Map(analysis.estimates.map((estimate) => [estimate.id, estimate]));
}, 300_000);

type Metric = "accuracy" | "confidence";
const METRICS: readonly Metric[] = ["accuracy", "confidence"];
const STATS = ["pearson", "spearman", "kendall"];
const MEASURES = "ece ece-floor ece-debiased calibration-rms brier nll overconfidence auroc accuracy-at-80".split(" ");

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
const mixtures = () => ids(study.design.mixtures).toSorted();
const inCategory = (category: string) =>
  ids(study.design.benchmarks.filter((row) => row.category === category)).toSorted();
const categories = () => ids(study.design.categories).toSorted();
const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
const round = (value: number) => Number(value.toFixed(12));
const value = (id: string) => {
  const estimate = estimates.get(id);
  if (!estimate) throw new Error(`no estimate ${id}`);
  return estimate.value;
};

function cellsOf(scale: string, stage: string, benchmark: string, mixture: string): Cell[] {
  return study.cells.filter(
    (cell) => cell.scale === scale && cell.stage === stage && cell.benchmark === benchmark && cell.mixture === mixture,
  );
}

/** Per mixture the mean over seeds. */
function level(metric: Metric, scale: string, stage: string, benchmark: string): number[] {
  return mixtures().map((mixture) =>
    round(mean(cellsOf(scale, stage, benchmark, mixture).map((cell) => cell[metric] as number))),
  );
}

function centred(metric: Metric, scale: string, stage: string, benchmark: string): number[] {
  const { chance, choices = Number.POSITIVE_INFINITY } = study.design.benchmarks.find((row) => row.id === benchmark)!;
  const floor = metric === "accuracy" ? chance : 1 / choices;
  return level(metric, scale, stage, benchmark).map((each) => (each - floor) / (1 - floor));
}

function meanOfRows(rows: readonly (readonly number[])[]): number[] {
  return rows[0]!.map((_, m) => mean(rows.map((row) => row[m]!)));
}

function composite(metric: Metric, scale: string, stage: string, category: string, without = ""): number[] {
  const members = inCategory(category).filter((id) => id !== without);
  return meanOfRows(members.map((id) => centred(metric, scale, stage, id))).map(round);
}

function overall(metric: Metric, scale: string, stage: string, without = ""): number[] {
  return meanOfRows(categories().map((id) => composite(metric, scale, stage, id, without))).map(round);
}

const ranks = (values: readonly number[]) =>
  values.map((x) => values.filter((y) => y < x).length + (values.filter((y) => y === x).length + 1) / 2);

function pearson(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((total, each, i) => total + (each - (a === x ? mx : my)) * (b[i]! - (b === x ? mx : my)), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

const spearman = (x: readonly number[], y: readonly number[]) => pearson(ranks(x), ranks(y));

function pairSigns(x: readonly number[], y: readonly number[]): number[] {
  return x.flatMap((a, i) => x.slice(0, i).map((b, j) => Math.sign(a - b) * Math.sign(y[i]! - y[j]!)));
}

function kendall(x: readonly number[], y: readonly number[]): number {
  const untied = (z: readonly number[]) => pairSigns(z, z).filter((sign) => sign !== 0).length;
  return pairSigns(x, y).reduce((total, sign) => total + sign, 0) / Math.sqrt(untied(x) * untied(y));
}

const decisionAccuracy = (x: readonly number[], y: readonly number[]) =>
  mean(pairSigns(x, y).map((sign) => 0.5 + sign / 2));

function expectCorrelations(prefix: string, x: readonly number[], y: readonly number[]): void {
  expect(value(`${prefix}/pearson`)).toBeCloseTo(pearson(x, y), 9);
  expect(value(`${prefix}/spearman`)).toBeCloseTo(spearman(x, y), 9);
  expect(value(`${prefix}/kendall`)).toBeCloseTo(kendall(x, y), 9);
}

/** Every id of the protocols over levels, and of calibration. */
function everyId(): string[] {
  const { design } = study;
  const scales = ids(design.scales);
  const stages = ids(design.stages);
  const benchmarks = ids(design.benchmarks);
  const targets = [
    ...benchmarks.map((id) => `benchmark/${id}`),
    ...categories().map((id) => `category/${id}`),
    "overall/all",
  ];
  const ordered = scales.flatMap((a, k) => scales.slice(k + 1).map((b) => [a, b] as const));
  const stagePairs = stages.flatMap((a, k) => stages.slice(k).map((b) => [a, b] as const));
  const out: string[] = [];
  for (const metric of METRICS) {
    for (const scale of scales) {
      for (const target of targets) {
        const prefix = `rank-persistence/${metric}/${scale}/${target}`;
        out.push(...[...STATS, "decision-accuracy", "latent", "ceiling"].map((each) => `${prefix}/${each}`));
        if (!target.startsWith("benchmark")) out.push(`${prefix}/mean-spearman`);
      }
      for (const b of benchmarks) {
        for (const target of ["self", "category", "overall"])
          out.push(...STATS.map((each) => `predictor/${metric}/${scale}/${b}/${target}/${each}`));
        out.push(...benchmarks.map((after) => `cross-benchmark/${metric}/${scale}/${b}/${after}/spearman`));
        for (const stage of stages)
          out.push(...["icc", "icc1", "snr"].map((each) => `reliability/${metric}/${scale}/${stage}/${b}/${each}`));
      }
      for (const c of categories()) {
        out.push(`coherence-change/${metric}/${scale}/${c}/mean-spearman`);
        out.push(...stages.map((stage) => `coherence/${metric}/${scale}/${stage}/${c}/mean-spearman`));
      }
      for (const stage of stages)
        for (const mixture of mixtures())
          out.push(...targets.map((target) => `level/${metric}/${scale}/${stage}/${mixture}/${target}/mean`));
    }
    for (const [a, b] of ordered)
      for (const target of targets) {
        out.push(`scale-shift/${metric}/${a}..${b}/${target}/spearman`);
        for (const [before, after] of stagePairs)
          out.push(
            ...[...STATS, "decision-accuracy"].map(
              (each) => `scale-transfer/${metric}/${a}@${before}..${b}@${after}/${target}/${each}`,
            ),
          );
      }
  }
  for (const scale of scales) {
    for (const target of targets) {
      out.push(`persistence-difference/accuracy-confidence/${scale}/${target}/spearman`);
      out.push(`alignment-change/${scale}/${target}/spearman`);
      for (const stage of stages) {
        out.push(...STATS.map((each) => `alignment/${scale}/${stage}/${target}/${each}`));
        for (const mixture of [...mixtures(), "all"])
          out.push(...MEASURES.map((each) => `calibration/${scale}/${stage}/${mixture}/${target}/${each}`));
      }
    }
    for (const protocol of ["alignment-transfer", "calibration-transfer"])
      out.push(...STATS.map((each) => `${protocol}/${scale}/overall/all/${each}`));
  }
  return out;
}

test("analyze gives every id of the contract, and the protocols over levels give no other", () => {
  const expected = everyId();
  expect(expected.filter((id) => !estimates.has(id))).toEqual([]);
  const known = new Set(expected);
  const closed = new Set(expected.map((id) => id.split("/", 1)[0]!));
  for (const open of ["calibration", "reliability"]) closed.delete(open);
  const others = [...estimates.keys()].filter((id) => closed.has(id.split("/", 1)[0]!) && !known.has(id));
  expect(others).toEqual([]);
});

test("ids are unique and sorted by code units", () => {
  const all = analysis.estimates.map(({ id }) => id);
  expect(all).toEqual([...new Set(all)].toSorted());
});

test("every estimate has a value or a reason, an interval or a reason, a p or a reason, and says what it is from", () => {
  const faults: string[] = [];
  for (const { id, value, reason, interval, intervalReason, p, pReason, from, n } of analysis.estimates) {
    if ((value === null) !== Boolean(reason)) faults.push(`${id}: value ${value}, reason ${reason}`);
    if (Boolean(interval) === Boolean(intervalReason)) faults.push(`${id}: interval and reason`);
    if (Boolean(p) === Boolean(pReason)) faults.push(`${id}: p and reason`);
    if (interval && !(interval.low <= interval.high)) faults.push(`${id}: ${interval.low} above ${interval.high}`);
    if (p && !(p.value > 0 && p.value <= 1)) faults.push(`${id}: p ${p.value}`);
    if (p && (p.family !== undefined) !== (p.adjusted !== undefined)) faults.push(`${id}: family without adjusted p`);
    if (p?.adjusted !== undefined && !(p.adjusted >= p.value && p.adjusted <= 1)) faults.push(`${id}: adjusted p`);
    if (value === null && (interval || p)) faults.push(`${id}: undefined, with interval or p`);
    // an average of parts from different seeds may have no seed that has them all
    const isPatched = intervalReason === "no seed has every benchmark";
    if (value !== null && !(n > 0) && !isPatched) faults.push(`${id}: a value from nothing`);
    if (from === "") faults.push(`${id}: from nothing`);
  }
  expect(faults).toEqual([]);
});

test("families hold what STATISTICS says: benchmarks or categories of one metric, scale and coefficient", () => {
  const sizes = new Map<string, number>();
  for (const { p } of analysis.estimates)
    if (p?.family !== undefined) sizes.set(p.family, (sizes.get(p.family) ?? 0) + 1);
  const sizeOf = (prefix: string, ending: string) =>
    analysis.estimates.filter(({ id, p }) => id.startsWith(prefix) && id.endsWith(ending) && p).length;
  expect(sizes.get("rank-persistence/accuracy/400k/benchmark/spearman")).toBe(
    sizeOf("rank-persistence/accuracy/400k/benchmark/", "/spearman"),
  );
  expect(sizes.get("rank-persistence/confidence/40k/category/kendall")).toBe(5);
  expect(sizes.get("coherence/accuracy/40k/pretrain/mean-spearman")).toBe(5);
  const crossed = sizeOf("cross-benchmark/accuracy/400k/", "/spearman");
  const same = ids(study.design.benchmarks).filter(
    (id) => value(`cross-benchmark/accuracy/400k/${id}/${id}/spearman`) !== null,
  ).length;
  expect(sizes.get("cross-benchmark/accuracy/400k/spearman")).toBe(crossed - same);
  expect(estimates.get("rank-persistence/accuracy/400k/overall/all/spearman")?.p?.family).toBeUndefined();
});

test("levels are means over seeds; composites average centred levels, categories and then everything", () => {
  const at = (kind: string) =>
    mixtures().map((mixture) => value(`level/accuracy/140k/sft/${mixture}/${kind}/mean`) ?? Number.NaN);
  const close = (got: readonly number[], expected: readonly number[]) =>
    got.forEach((each, m) => {
      expect(each).toBeCloseTo(expected[m]!, 10);
    });
  close(at("benchmark/residence"), level("accuracy", "140k", "sft", "residence"));
  close(at("category/knowledge"), composite("accuracy", "140k", "sft", "knowledge"));
  close(at("overall/all"), overall("accuracy", "140k", "sft"));
});

test("rank persistence of a benchmark, a category and everything", () => {
  for (const metric of METRICS) {
    const prefix = `rank-persistence/${metric}/400k`;
    const sides = (levels: (stage: string) => number[]) => [levels("pretrain"), levels("sft")] as const;
    const benchmark = sides((stage) => level(metric, "400k", stage, "residence"));
    const category = sides((stage) => composite(metric, "400k", stage, "science"));
    const everything = sides((stage) => overall(metric, "400k", stage));
    expectCorrelations(`${prefix}/benchmark/residence`, ...benchmark);
    expectCorrelations(`${prefix}/category/science`, ...category);
    expectCorrelations(`${prefix}/overall/all`, ...everything);
    expect(value(`${prefix}/overall/all/decision-accuracy`)).toBeCloseTo(decisionAccuracy(...everything), 9);
  }
});

test("mean-spearman is the mean over the benchmarks whose correlation is defined", () => {
  const rhos = inCategory("inference")
    .map((id) => [level("accuracy", "400k", "pretrain", id), level("accuracy", "400k", "sft", id)] as const)
    .filter((sides) => sides.every((side) => new Set(side).size > 1))
    .map(([x, y]) => spearman(x, y));
  expect(rhos.length).toBeLessThan(inCategory("inference").length); // negation is constant after SFT
  expect(value("rank-persistence/accuracy/400k/category/inference/mean-spearman")).toBeCloseTo(mean(rhos), 9);
});

test("a predictor meets a category and everything without itself", () => {
  const before = level("accuracy", "140k", "pretrain", "emotion");
  const prefix = "predictor/accuracy/140k/emotion";
  expectCorrelations(`${prefix}/self`, before, level("accuracy", "140k", "sft", "emotion"));
  expectCorrelations(`${prefix}/category`, before, composite("accuracy", "140k", "sft", "commonsense", "emotion"));
  expectCorrelations(`${prefix}/overall`, before, overall("accuracy", "140k", "sft", "emotion"));
});

test("cross-benchmark takes the first benchmark before and the second after", () => {
  const [x, y] = [level("confidence", "40k", "pretrain", "emotion"), level("confidence", "40k", "sft", "residence")];
  expect(value("cross-benchmark/confidence/40k/emotion/residence/spearman")).toBeCloseTo(spearman(x, y), 9);
});

function coherence(metric: Metric, scale: string, stage: string, members: readonly string[]): number {
  const rows = members.map((id) => level(metric, scale, stage, id));
  return mean(rows.flatMap((x, i) => rows.slice(0, i).map((y) => spearman(x, y))));
}

test("coherence is the mean over pairs of benchmarks; its change takes the pairs defined at both stages", () => {
  const members = inCategory("commonsense");
  const [before, after] = ["pretrain", "sft"].map((stage) => coherence("accuracy", "400k", stage, members));
  expect(value("coherence/accuracy/400k/pretrain/commonsense/mean-spearman")).toBeCloseTo(before!, 9);
  expect(value("coherence-change/accuracy/400k/commonsense/mean-spearman")).toBeCloseTo(after! - before!, 9);
  const inference = inCategory("inference");
  const varies = (stage: string) => (id: string) => new Set(level("accuracy", "400k", stage, id)).size > 1;
  const kept = inference.filter(varies("pretrain")).filter(varies("sft"));
  const change = coherence("accuracy", "400k", "sft", kept) - coherence("accuracy", "400k", "pretrain", kept);
  expect(value("coherence-change/accuracy/400k/inference/mean-spearman")).toBeCloseTo(change, 9);
});

test("differences: accuracy − confidence, larger − smaller scale, later − earlier stage", () => {
  const persistence = (metric: Metric, scale: string) =>
    spearman(level(metric, scale, "pretrain", "emotion"), level(metric, scale, "sft", "emotion"));
  const alignment = (stage: string) =>
    spearman(level("accuracy", "140k", stage, "emotion"), level("confidence", "140k", stage, "emotion"));
  expect(value("persistence-difference/accuracy-confidence/140k/benchmark/emotion/spearman")).toBeCloseTo(
    persistence("accuracy", "140k") - persistence("confidence", "140k"),
    9,
  );
  expect(value("scale-shift/accuracy/40k..400k/benchmark/emotion/spearman")).toBeCloseTo(
    persistence("accuracy", "400k") - persistence("accuracy", "40k"),
    9,
  );
  expect(value("alignment-change/140k/benchmark/emotion/spearman")).toBeCloseTo(
    alignment("sft") - alignment("pretrain"),
    9,
  );
});

test("the swap test counts all 512 exchanges of a mixture's pair of ranks", () => {
  const id = "persistence-difference/accuracy-confidence/40k/overall/all/spearman";
  const [a, b, c, d] = METRICS.flatMap((metric) =>
    ["pretrain", "sft"].map((stage) => ranks(overall(metric, "40k", stage))),
  ) as [number[], number[], number[], number[]];
  const size = (mask: number) => {
    const pick = (own: number[], other: number[]) => own.map((rank, m) => ((mask >> m) & 1 ? other[m]! : rank));
    const t = pearson(pick(a, c), pick(b, d)) - pearson(pick(c, a), pick(d, b));
    return Number.isNaN(t) ? 0 : Math.abs(t);
  };
  let count = 0;
  for (let mask = 0; mask < 512; mask++) if (size(mask) >= size(0) - 1e-9) count++;
  expect(estimates.get(id)?.p?.value).toBeCloseTo(count / 512, 12);
});

test("the swap test of a change of coherence exchanges a mixture's whole rank vector", () => {
  const id = "coherence-change/accuracy/40k/commonsense/mean-spearman";
  const sides = ["sft", "pretrain"].map((stage) =>
    inCategory("commonsense").map((each) => ranks(level("accuracy", "40k", stage, each))),
  );
  const meanOfPairs = (rows: readonly number[][]) =>
    mean(rows.flatMap((x, i) => rows.slice(0, i).map((y) => pearson(x, y))));
  const size = (mask: number) => {
    const [first, second] = [0, 1].map((side) =>
      sides[side]!.map((row, b) => row.map((rank, m) => ((mask >> m) & 1 ? sides[1 - side]![b]![m]! : rank))),
    );
    const t = meanOfPairs(first!) - meanOfPairs(second!);
    return Number.isNaN(t) ? 0 : Math.abs(t);
  };
  let count = 0;
  for (let mask = 0; mask < 512; mask++) if (size(mask) >= size(0) - 1e-9) count++;
  expect(estimates.get(id)?.p?.value).toBeCloseTo(count / 512, 12);
});

test("the interval of a difference draws the same mixtures on both sides, and keeps the quantiles of type 7", () => {
  const id = "scale-shift/confidence/40k..140k/overall/all/spearman";
  const sides = ["140k", "40k"].map((scale) => ["pretrain", "sft"].map((stage) => overall("confidence", scale, stage)));
  const draws = bootstrapDraws({ replicates: 10_000, studyMixtures: 9, n: 9 });
  const differences: number[] = [];
  for (let r = 0; r < 10_000; r++) {
    const drawn = (values: readonly number[]) => Array.from(draws.subarray(9 * r, 9 * r + 9), (m) => values[m]!);
    const [larger, smaller] = sides.map(([x, y]) => spearman(drawn(x!), drawn(y!)));
    if (!Number.isNaN(larger! - smaller!)) differences.push(larger! - smaller!);
  }
  differences.sort((a, b) => a - b);
  const quantile = (p: number) => {
    const at = (differences.length - 1) * p;
    const low = differences[Math.floor(at)]!;
    return low + (at - Math.floor(at)) * (differences[Math.ceil(at)]! - low);
  };
  const interval = estimates.get(id)?.interval;
  expect(interval?.low).toBeCloseTo(quantile(0.025), 9);
  expect(interval?.high).toBeCloseTo(quantile(0.975), 9);
});

test("scale transfer: the smaller scale at one stage against the larger at the same or a later one", () => {
  const prefix = "scale-transfer/accuracy/40k@pretrain..400k@sft";
  const [x, y] = [overall("accuracy", "40k", "pretrain"), overall("accuracy", "400k", "sft")];
  expectCorrelations(`${prefix}/overall/all`, x, y);
  expect(value(`${prefix}/overall/all/decision-accuracy`)).toBeCloseTo(decisionAccuracy(x, y), 9);
});

test("alignment at a stage, its transfer and the transfer of the gap, over benchmarks", () => {
  const at = (stage: string, id: string) =>
    METRICS.map((metric) => level(metric, "40k", stage, id)) as [number[], number[]];
  const benchmarks = ids(study.design.benchmarks);
  expectCorrelations("alignment/40k/sft/benchmark/emotion", ...at("sft", "emotion"));
  const entry = (stage: string, id: string) => round(spearman(...at(stage, id)));
  const isDefined = (id: string) =>
    ["pretrain", "sft"].every((stage) => at(stage, id).every((side) => new Set(side).size > 1));
  const defined = benchmarks.filter(isDefined);
  expect(estimates.get("alignment-transfer/40k/overall/all/spearman")?.n).toBe(defined.length);
  expectCorrelations(
    "alignment-transfer/40k/overall/all",
    defined.map((id) => entry("pretrain", id)),
    defined.map((id) => entry("sft", id)),
  );
  const gap = (stage: string, id: string) =>
    round(
      mean(
        mixtures().map((mixture) =>
          mean(cellsOf("40k", stage, id, mixture).map((cell) => (cell.confidence ?? Number.NaN) - cell.accuracy)),
        ),
      ),
    );
  expectCorrelations(
    "calibration-transfer/40k/overall/all",
    benchmarks.map((id) => gap("pretrain", id)),
    benchmarks.map((id) => gap("sft", id)),
  );
});

test("reliability and the noise ceiling, by the analysis of variance written out", () => {
  const squares = (stage: string) => {
    const rows = mixtures().map((mixture) => cellsOf("140k", stage, "emotion", mixture).map((cell) => cell.accuracy));
    const k = rows[0]!.length;
    const grand = mean(rows.flat());
    const between = (k * rows.reduce((total, row) => total + (mean(row) - grand) ** 2, 0)) / (rows.length - 1);
    const within =
      rows.reduce((total, row) => total + row.reduce((sum, x) => sum + (x - mean(row)) ** 2, 0), 0) /
      (rows.length * (k - 1));
    return { k, between, within, icc: (between - within) / between };
  };
  const { k, between, within, icc } = squares("pretrain");
  const prefix = "reliability/accuracy/140k/pretrain/emotion";
  expect(value(`${prefix}/icc`)).toBeCloseTo(icc, 9);
  expect(value(`${prefix}/icc1`)).toBeCloseTo((between - within) / (between + (k - 1) * within), 9);
  expect(value(`${prefix}/snr`)).toBeCloseTo(Math.sqrt(Math.max(0, between - within) / k / within), 9);
  const ceiling = Math.sqrt(Math.max(0, icc) * Math.max(0, squares("sft").icc));
  expect(value("rank-persistence/accuracy/140k/benchmark/emotion/ceiling")).toBeCloseTo(ceiling, 9);
});

test("verdicts follow the four steps", () => {
  for (const estimate of analysis.estimates) {
    if (!estimate.id.startsWith("predictor/")) continue;
    const isHeadline = estimate.id.endsWith("/spearman") && estimate.value !== null;
    expect([estimate.id, estimate.verdict !== undefined]).toEqual([estimate.id, isHeadline]);
    const { verdict, value: r, p, interval } = estimate;
    if (verdict === "robust") expect(r! >= 0.5 && p!.adjusted! <= 0.05 && interval!.low > 0).toBe(true);
    if (verdict === "inconclusive" && !estimate.verdictReason!.startsWith("noise ceiling"))
      expect(p!.adjusted! > 0.05 || (r! >= 0 && (r! < 0.5 || !interval || interval.low <= 0))).toBe(true);
  }
});
