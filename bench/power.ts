import { correlationEstimates } from "../src/analysis/correlation-estimates.ts";
import { pairColumns } from "../src/analysis/paired-columns.ts";
import { ceilingOf, reliabilityOf } from "../src/analysis/reliability-of.ts";
import { type Candidate, judgeFamily } from "../src/analysis/verdict.ts";
import { type Workspace, workspace } from "../src/analysis/workspace.ts";
import type { Estimate } from "../src/estimates/estimate.ts";
import { detectableCorrelation } from "../src/statistics/detectable-correlation.ts";
import { roundLevel } from "../src/statistics/round-level.ts";
import { spearmanPermutationTest } from "../src/statistics/spearman-permutation-test.ts";
import {
  normalStream,
  observableSpearman,
  type SimulatedBenchmark,
  type SimulatedDesign,
  seedMeans,
  simulatedStudy,
} from "./simulated-study.ts";

const MIXTURES = 9;
const SEEDS = 3;
const BENCHMARKS = 20;
const SEED_CORRELATION = 0.5;
const LATENT = [-0.6, 0, 0.3, 0.5, 0.7, 0.9, 0.97] as const;
const RELIABILITY = [0.92, 0.75] as const;
const NONNULL = 0.9;

/** What the verdicts of one kind of simulated study came to. Shares are of defined benchmarks. */
export interface VerdictRow {
  readonly reliability: number;
  readonly seedCorrelation: number;
  /** true correlation behind the noise */
  readonly latent: number;
  /** population Spearman of the means over seeds */
  readonly observable: number;
  readonly robust: number;
  readonly unreliable: number;
  readonly inconclusive: number;
  /** of benchmarks taken alone, p ≤ .05 */
  readonly significant: number;
  /** share of 95 % intervals that hold `observable` */
  readonly coverage: number;
  readonly benchmarks: number;
}

/** Half of the benchmarks carry nothing over, half 0.9: how many that are called robust are wrong. */
export interface DiscoveryRow {
  readonly reliability: number;
  readonly seedCorrelation: number;
  readonly falseDiscoveryRate: number;
  readonly power: number;
  readonly studies: number;
}

/** What the closed form calls detectable, and how often it is detected. */
export interface DetectableRow {
  readonly mixtures: number;
  readonly reliability: number;
  /** null where nothing is detectable */
  readonly latent: number | null;
  readonly power: number | null;
  readonly samples: number;
}

/** Everything that `npm run bench -- power` measures. */
export interface PowerTables {
  readonly design: {
    readonly mixtures: number;
    readonly seeds: number;
    readonly benchmarks: number;
    readonly studies: number;
  };
  readonly verdicts: readonly VerdictRow[];
  readonly discoveries: readonly DiscoveryRow[];
  readonly detectable: readonly DetectableRow[];
}

/**
 * Simulates studies with a known truth and judges them as the report judges the real one: exact permutation tests, the
 * mixture bootstrap, the noise ceiling from seeds, verdicts by family.
 *
 * @param studies per row; 150 give shares of 3,000 benchmarks, within ±0.018 in 95 of 100 runs
 * @see STATISTICS.md §7
 */
export function simulatePower(studies: number, done: (what: string) => void = () => {}): PowerTables {
  const bench = simulator(MIXTURES);
  const verdicts = RELIABILITY.flatMap((reliability) =>
    LATENT.map((latent) => {
      const row = verdictRow(bench, { reliability, seedCorrelation: SEED_CORRELATION, latent }, studies);
      done(`reliability ${reliability}, true correlation ${latent}`);
      return row;
    }),
  );
  const discoveries = [
    discoveryRow(bench, 0.92, 0, studies),
    discoveryRow(bench, 0.75, 0, studies),
    discoveryRow(bench, 0.75, SEED_CORRELATION, studies),
  ];
  done("half of the benchmarks null");
  const detectable = [6, 7, 8, 9, 12, 15, 20, 30].flatMap((mixtures) =>
    [1, 0.92, 0.75].map((reliability) => detectableRow(mixtures, reliability, 20 * studies)),
  );
  done("detectable correlations");
  return {
    design: { mixtures: MIXTURES, seeds: SEEDS, benchmarks: BENCHMARKS, studies },
    verdicts,
    discoveries,
    detectable,
  };
}

type Simulator = (study: readonly SimulatedBenchmark[]) => readonly Estimate[];

/** Judges the benchmarks of a simulated study as one family. */
function simulator(mixtures: number): Simulator {
  const ids = Array.from({ length: mixtures }, (_, m) => ({ id: `m${String(m).padStart(3, "0")}`, label: "m" }));
  const empty = {
    design: {
      id: "simulated",
      title: "simulated",
      version: "2026.1.1",
      authors: [],
      stages: [
        { id: "before", label: "Before" },
        { id: "after", label: "After" },
      ],
      scales: [{ id: "one", label: "One" }],
      mixtures: ids,
      categories: [],
      benchmarks: [],
    },
    cells: [],
    items: new Map(),
    bins: new Map(),
    benchmarkItems: new Map(),
    files: [],
  };
  const { bootstrap } = workspace(empty);
  return (study) => {
    // a new one for each study forgets its columns; the draws are shared
    const work = { ...workspace(empty), bootstrap };
    return judgeFamily(study.map((benchmark, b) => candidateOf(work, benchmark, b)));
  };
}

function candidateOf(work: Workspace, { before, after }: SimulatedBenchmark, b: number): Candidate {
  const levels = (rows: readonly (readonly number[])[]) => seedMeans(rows).map(roundLevel);
  const pair = pairColumns(work, [
    { name: "before", levels: levels(before) },
    { name: "after", levels: levels(after) },
  ]);
  const [estimate] = correlationEstimates(work, { prefix: `simulated/b${b}`, pair, from: "simulated" }, ["spearman"]);
  const [x, y] = [before, after].map((rows) =>
    reliabilityOf(rows.map((values) => ({ seeds: values.map((_, s) => s), values }))),
  );
  const ceiling = x && y && "icck" in x && "icck" in y ? ceilingOf(x.icck, y.icck) : null;
  return { estimate: estimate!, ceiling };
}

function verdictRow(
  bench: Simulator,
  truth: { readonly reliability: number; readonly seedCorrelation: number; readonly latent: number },
  studies: number,
): VerdictRow {
  const design = designOf(truth.reliability, truth.seedCorrelation, Array(BENCHMARKS).fill(truth.latent));
  const observable = observableSpearman(truth.latent, design);
  const normal = normalStream(`simulate/${truth.reliability}/${truth.seedCorrelation}/${truth.latent}`);
  const judged = Array.from({ length: studies }, () => bench(simulatedStudy(design, normal))).flat();
  const share = (isOne: (estimate: Estimate) => boolean) => judged.filter(isOne).length / judged.length;
  return {
    ...truth,
    observable,
    robust: share(({ verdict }) => verdict === "robust"),
    unreliable: share(({ verdict }) => verdict === "unreliable"),
    inconclusive: share(({ verdict }) => verdict === "inconclusive"),
    significant: share(({ p }) => p !== undefined && p.value <= 0.05),
    coverage: share(
      ({ interval }) => interval !== undefined && interval.low <= observable && observable <= interval.high,
    ),
    benchmarks: judged.length,
  };
}

function discoveryRow(bench: Simulator, reliability: number, seedCorrelation: number, studies: number): DiscoveryRow {
  const latent = Array.from({ length: BENCHMARKS }, (_, b) => (b % 2 === 0 ? 0 : NONNULL));
  const design = designOf(reliability, seedCorrelation, latent);
  const normal = normalStream(`simulate/half/${reliability}/${seedCorrelation}`);
  let [falseShares, found] = [0, 0];
  for (let k = 0; k < studies; k++) {
    const robust = bench(simulatedStudy(design, normal)).map(({ verdict }) => verdict === "robust");
    const right = robust.filter((isRobust, b) => isRobust && latent[b] === NONNULL).length;
    const all = robust.filter(Boolean).length;
    falseShares += all > 0 ? (all - right) / all : 0;
    found += right;
  }
  return {
    reliability,
    seedCorrelation,
    falseDiscoveryRate: falseShares / studies,
    power: found / (studies * (BENCHMARKS / 2)),
    studies,
  };
}

/** Detection with seed errors independent between the stages, as the closed form takes them. */
function detectableRow(mixtures: number, reliability: number, samples: number): DetectableRow {
  const { latent } = detectableCorrelation({ n: mixtures, ceiling: reliability });
  if (latent === null) return { mixtures, reliability, latent, power: null, samples: 0 };
  const normal = normalStream(`simulate/detectable/${mixtures}/${reliability}`);
  const design = { mixtures, seeds: 1, latent: [latent], reliability, seedCorrelation: 0 };
  let detected = 0;
  for (let k = 0; k < samples; k++) {
    const [benchmark] = simulatedStudy(design, normal);
    const test = spearmanPermutationTest(seedMeans(benchmark!.before), seedMeans(benchmark!.after));
    if (test && test.p <= 0.05) detected++;
  }
  return { mixtures, reliability, latent, power: detected / samples, samples };
}

function designOf(reliability: number, seedCorrelation: number, latent: readonly number[]): SimulatedDesign {
  return { mixtures: MIXTURES, seeds: SEEDS, latent, reliability, seedCorrelation };
}
