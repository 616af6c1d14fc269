import { expect, test } from "vitest";
import { reliability } from "../../src/analysis/reliability.ts";
import { splitHalf } from "../../src/analysis/split-half.ts";
import { pearson } from "../../src/statistics/pearson.ts";
import { shuffledClusters } from "../../src/statistics/shuffled-clusters.ts";
import { cellKey } from "../../src/study/study.ts";
import { meanOf, runProtocol } from "./item-protocols.ts";
import { syntheticStudy } from "./synthetic-study.ts";

const plan = { mixtures: 5, seeds: [1], items: 42, itemsPerCluster: 2 };

test("halves of the clusters, a hundred times, the same for all models; stepped up to the whole benchmark", () => {
  const study = syntheticStudy(plan);
  const { get } = runProtocol(splitHalf, study);
  const order = shuffledClusters({ key: "split/c1-b1", clusters: 21, orders: 100 });
  const r = Array.from({ length: 100 }, (_, k) => {
    const first = new Set(order.subarray(21 * k, 21 * k + 11));
    const half = (isFirst: boolean) =>
      ["m01", "m02", "m03", "m04", "m05"].map((mixture) => {
        const place = { mixture, benchmark: "c1-b1", scale: "s1", stage: "sft", seed: 1 };
        const { correct } = study.items.get(cellKey(place))!;
        return meanOf([...correct].filter((_, i) => first.has(i >> 1) === isFirst));
      });
    return pearson(half(true), half(false))!;
  });
  const estimate = get("reliability/accuracy/s1/sft/c1-b1/split-half");
  expect(estimate.value).toBeCloseTo((2 * meanOf(r)) / (1 + meanOf(r)), 10);
  expect(estimate).toMatchObject({ n: 5, unit: "mixture", flags: ["training noise not covered"] });
});

test("it stands exactly where icc is null for one seed", () => {
  for (const options of [
    plan,
    { ...plan, seeds: [1, 2] },
    { ...plan, stages: ["pretrain"] },
    { ...plan, mixtures: 1 },
  ]) {
    const study = syntheticStudy({
      ...options,
      // m01 is repeated at one benchmark alone
      isPresent: ({ benchmark, seed, mixture }) => seed === 1 || (benchmark === "c1-b1" && mixture === "m01"),
    });
    const icc = runProtocol(reliability, study).estimates.filter(
      ({ id, reason }) => id.endsWith("/icc") && reason === "one seed",
    );
    const halves = runProtocol(splitHalf, study).estimates;
    expect(halves.map(({ id }) => id)).toEqual(icc.map(({ id }) => id.replace(/icc$/, "split-half")));
  }
});

test("a long benchmark of unlike mixtures is reliable, and more so than a short one", () => {
  const of = (items: number) =>
    meanOf(
      runProtocol(splitHalf, syntheticStudy({ ...plan, mixtures: 9, items, itemsPerCluster: 1 })).estimates.flatMap(
        ({ value, id }) => (id.includes("/accuracy/") && value !== null ? [value] : []),
      ),
    );
  expect(of(1000)).toBeGreaterThan(0.8);
  expect(of(1000)).toBeGreaterThan(of(40));
});

test("without items, or with two mixtures, it says why there is nothing", () => {
  const reasons = (options: object) =>
    new Set(runProtocol(splitHalf, syntheticStudy({ ...plan, ...options })).estimates.map(({ reason }) => reason));
  expect(reasons({ hasItems: false })).toEqual(new Set(["no item data"]));
  expect(reasons({ mixtures: 2 })).toEqual(new Set(["fewer than 3 mixtures"]));
  expect(reasons({ itemsPerCluster: 42 })).toEqual(new Set(["fewer than 2 clusters"]));
});
