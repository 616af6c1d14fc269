import { expect, test } from "vitest";
import { uncertainty } from "../../src/analysis/uncertainty.ts";
import { bootstrapDraws } from "../../src/statistics/bootstrap-draws.ts";
import { clusterDraws } from "../../src/statistics/cluster-draws.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { roundLevel } from "../../src/statistics/round-level.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { variance } from "../../src/statistics/variance.ts";
import { cellKey, type Study } from "../../src/study/study.ts";
import { meanOf, runProtocol } from "./item-protocols.ts";
import { type CellPlace, syntheticStudy } from "./synthetic-study.ts";

const MIXTURES = ["m01", "m02", "m03", "m04", "m05", "m06"];
const STAGES = ["pretrain", "sft"] as const;
const BENCHMARKS = { c1: ["c1-b1", "c1-b2"], c2: ["c2-b1"] };
const plan = { mixtures: 6, seeds: [1, 2, 3], items: 30, itemsPerCluster: 3 };

type Level = (stage: string, mixture: string, benchmark: string) => number;

const centred = (level: number) => (level - 0.25) / 0.75;
const overall = (level: Level) => (stage: string, mixture: string) =>
  roundLevel(
    meanOf(Object.values(BENCHMARKS).map((ids) => meanOf(ids.map((id) => centred(level(stage, mixture, id)))))),
  );

/** Spearman's ρ of everything, before against after, from any levels. */
function persistence(level: Level): number | null {
  const [x, y] = STAGES.map((stage) => MIXTURES.map((mixture) => overall(level)(stage, mixture)));
  return spearman(x!, y!);
}

function spread(values: readonly (number | null)[]): number {
  return Math.sqrt(variance(values.filter((value) => value !== null))!);
}

/** Per item, one seed's answers or confidences. */
function values(study: Study, metric: string, stage: string, mixture: string, benchmark: string, seed: number) {
  const items = study.items.get(cellKey({ scale: "s1", stage, mixture, benchmark, seed }))!;
  return metric === "accuracy" ? [...items.correct] : Array.from(items.confidence!, (q) => q / 1e9);
}

test.each(["accuracy", "confidence"])(
  "items: one draw of clusters for all models, seeds and mixtures fixed (%s)",
  (metric) => {
    const study = syntheticStudy(plan);
    const { get } = runProtocol(uncertainty, study);
    const draws = new Map(
      Object.values(BENCHMARKS)
        .flat()
        .map((id) => [id, clusterDraws({ key: `items/${id}`, clusters: 10, replicates: 1000 }).counts]),
    );
    const rho = Array.from({ length: 1000 }, (_, r) =>
      persistence((stage, mixture, benchmark) =>
        meanOf(
          plan.seeds.map((seed) => {
            const own = values(study, metric, stage, mixture, benchmark, seed);
            const weight = (item: number) => draws.get(benchmark)![10 * r + Math.floor(item / 3)]!;
            return own.reduce((total, value, item) => total + weight(item) * value, 0) / 30;
          }),
        ),
      ),
    );
    const estimate = get(`uncertainty/${metric}/s1/overall/all/items`);
    expect(estimate.value).toBeCloseTo(spread(rho), 9);
    expect([estimate.n, estimate.unit]).toEqual([90, "item"]);
  },
);

test("seeds: drawn jointly over stages and benchmarks, mixtures fixed, widened for the small number of seeds", () => {
  const study = syntheticStudy(plan);
  const { get } = runProtocol(uncertainty, study);
  const draws = new Map(
    MIXTURES.map((id) => [id, clusterDraws({ key: `seeds/${id}/s1`, clusters: 3, replicates: 1000 }).counts]),
  );
  const rho = Array.from({ length: 1000 }, (_, r) =>
    persistence((stage, mixture, benchmark) => {
      const seeds = plan.seeds.map((seed) => meanOf(values(study, "accuracy", stage, mixture, benchmark, seed)));
      return seeds.reduce((total, value, s) => total + draws.get(mixture)![3 * r + s]! * value, 0) / 3;
    }),
  );
  const estimate = get("uncertainty/accuracy/s1/overall/all/seeds");
  expect(estimate.value).toBeCloseTo(spread(rho) * Math.sqrt(3 / 2), 9);
  expect([estimate.n, estimate.unit]).toEqual([18, "seed"]);
});

test("mixtures: drawn whole, ten thousand times", () => {
  const study = syntheticStudy(plan);
  const { get } = runProtocol(uncertainty, study);
  const level = (stage: string, mixture: string) =>
    roundLevel(meanOf(plan.seeds.map((seed) => meanOf(values(study, "accuracy", stage, mixture, "c1-b1", seed)))));
  const [x, y] = STAGES.map((stage) => MIXTURES.map((mixture) => level(stage, mixture)));
  const draws = bootstrapDraws({ replicates: 10_000, studyMixtures: 6, n: 6 });
  const rho = Array.from({ length: 10_000 }, (_, r) => {
    const drawn = [...draws.subarray(6 * r, 6 * r + 6)];
    return spearman(
      drawn.map((m) => x![m]!),
      drawn.map((m) => y![m]!),
    );
  });
  const estimate = get("uncertainty/accuracy/s1/benchmark/c1-b1/mixtures");
  expect(estimate.value).toBeCloseTo(spread(rho), 9);
  expect([estimate.n, estimate.unit]).toEqual([6, "mixture"]);
});

test("with many items they matter less, and with equal seeds these do not matter at all", () => {
  const few = runProtocol(uncertainty, syntheticStudy({ ...plan, itemsPerCluster: 1 }));
  const many = runProtocol(uncertainty, syntheticStudy({ ...plan, items: 1500, itemsPerCluster: 1 }));
  const id = "uncertainty/accuracy/s1/overall/all/items";
  expect(many.get(id).value!).toBeLessThan(few.get(id).value! / 2);
  const study = syntheticStudy(plan);
  const equal = {
    ...study,
    cells: study.cells.map((cell) => ({ ...cell, accuracy: Number(cell.mixture.slice(1)) / 9 })),
  };
  expect(runProtocol(uncertainty, equal).get("uncertainty/accuracy/s1/overall/all/seeds").value).toBe(0);
});

test("what is not there has its reason", () => {
  const reasons = (options: Parameters<typeof syntheticStudy>[0], metric = "accuracy") => {
    const { get } = runProtocol(uncertainty, syntheticStudy({ mixtures: 6, ...options }));
    return ["mixtures", "seeds", "items"].map((part) => {
      const { value, reason } = get(`uncertainty/${metric}/s1/overall/all/${part}`);
      return value === null ? reason : "a number";
    });
  };
  expect(reasons({})).toEqual(["a number", "a number", "a number"]);
  expect(reasons({ seeds: [4] })).toEqual(["a number", "one seed", "a number"]);
  expect(reasons({ hasItems: false })).toEqual(["a number", "a number", "no item data"]);
  expect(reasons({ hasConfidence: false }, "confidence")).toEqual(["no confidence", "no confidence", "no confidence"]);
  expect(reasons({ stages: ["pretrain"] })).toEqual(["one stage only", "one stage only", "one stage only"]);
  expect(reasons({ mixtures: 3 })[0]).toBe("fewer than 4 mixtures");
  expect(reasons({ mixtures: 2 })).toEqual(Array.from({ length: 3 }, () => "fewer than 3 mixtures"));
});

test("a mixture with one seed stands still among the others, and the estimate says so", () => {
  const { get } = runProtocol(
    uncertainty,
    syntheticStudy({ ...plan, isPresent: ({ mixture, seed }) => mixture !== "m01" || seed === 1 }),
  );
  const estimate = get("uncertainty/accuracy/s1/overall/all/seeds");
  expect(estimate.value).toBeGreaterThan(0);
  expect(estimate.flags).toEqual(["some mixtures have one seed"]);
  expect(estimate.n).toBe(16);
});

test("the seed component is how much the persistence of the same mixtures really moves from seeds to seeds", () => {
  // an ability per mixture and stage, and the luck of every run, half of which is the same at both stages
  const luck = (key: string) => randomStream(`luck/${key}`, 0)() / 2 ** 32 - 0.5;
  const accuracy = ({ mixture, stage, seed }: CellPlace) =>
    0.5 +
    0.03 * Number(mixture.slice(1)) +
    0.08 * luck(`${mixture}/${stage}`) +
    0.1 * (luck(`${mixture}/run ${seed}`) + luck(`${mixture}/${stage}/run ${seed}`));
  const plain = { mixtures: 8, categories: [1], items: 5, hasItems: false, hasConfidence: false };
  const runs = Array.from({ length: 80 }, (_, k) => {
    const study = syntheticStudy({ ...plain, seeds: [3 * k + 1, 3 * k + 2, 3 * k + 3] });
    const cells = study.cells.map((cell) => ({ ...cell, accuracy: accuracy(cell) }));
    const level = (stage: string) =>
      study.design.mixtures.map(({ id }) =>
        meanOf(cells.filter((cell) => cell.mixture === id && cell.stage === stage).map((cell) => cell.accuracy)),
      );
    return {
      rho: spearman(level("pretrain"), level("sft")),
      component: runProtocol(uncertainty, { ...study, cells }).get("uncertainty/accuracy/s1/benchmark/c1-b1/seeds")
        .value!,
    };
  });
  const truth = spread(runs.map(({ rho }) => rho));
  const ratio = meanOf(runs.map(({ component }) => component)) / truth;
  // 80 runs know their standard deviation to 8 %; redrawing seeds that are noisy themselves adds a few per cent
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(1.25);
});
