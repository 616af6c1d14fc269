import { expect, test } from "vitest";
import { clusterValues } from "../../src/analysis/cluster-values.ts";
import { itemTransitions } from "../../src/analysis/item-transitions.ts";
import { matchedItems } from "../../src/analysis/matched-items.ts";
import { auroc } from "../../src/statistics/auroc.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { twoWayInterval } from "../../src/statistics/two-way-interval.ts";
import { cellKey, type Study } from "../../src/study/study.ts";
import { meanOf, runProtocol } from "./item-protocols.ts";
import { syntheticStudy } from "./synthetic-study.ts";

const GROUPS = { kept: [1, 1], lost: [1, 0], gained: [0, 1], never: [0, 0] } as const;

/** The items of a model that both stages have, row by row, by item number. */
function rowsOf(study: Study, mixture: string, benchmark: string, seed: number) {
  const at = (stage: string) => study.items.get(cellKey({ mixture, benchmark, seed, scale: "s1", stage }))!;
  const [before, after] = [at("pretrain"), at("sft")];
  return [...before.item].flatMap((item, i) => {
    const j = after.item.indexOf(item);
    if (j < 0) return [];
    return [
      {
        item,
        y: [before.correct[i]!, after.correct[j]!] as const,
        q: [before.confidence![i]! / 1e9, after.confidence![j]! / 1e9] as const,
      },
    ];
  });
}

const RAGGED_ITEMS = {
  items: 150,
  gap: ({ stage }: { stage: string }) => (stage === "sft" ? 0.1 : 0),
  hasItem: ({ stage, seed }: { stage: string; seed: number }, item: number) =>
    !(stage === "sft" && seed === 2 && item % 5 === 0) && !(stage === "pretrain" && item % 7 === 3),
};

test("shares, persistence, migration and foresight are what plain code finds, items matched by id", () => {
  const study = syntheticStudy(RAGGED_ITEMS);
  const { get } = runProtocol(itemTransitions, study);
  const over = (of: (rows: ReturnType<typeof rowsOf>) => number) => (mixture: string, benchmark: string) =>
    meanOf([1, 2].map((seed) => of(rowsOf(study, mixture, benchmark, seed))));
  const check = (id: string, measure: string, of: (rows: ReturnType<typeof rowsOf>) => number) => {
    const one = over(of);
    const all = (benchmark: string) => meanOf(["m01", "m02", "m03", "m04"].map((m) => one(m, benchmark)));
    const value = (target: string) => get(`${id}/s1/all/${target}/${measure}`).value;
    expect(value("benchmark/c1-b2")).toBeCloseTo(all("c1-b2"), 12);
    expect(value("category/c1")).toBeCloseTo(meanOf([all("c1-b1"), all("c1-b2")]), 12);
    expect(value("overall/all")).toBeCloseTo(meanOf([meanOf([all("c1-b1"), all("c1-b2")]), all("c2-b1")]), 12);
  };
  for (const [name, [was, is]] of Object.entries(GROUPS)) {
    const members = (rows: ReturnType<typeof rowsOf>) => rows.filter(({ y }) => y[0] === was && y[1] === is);
    check("item-transition", name, (rows) => members(rows).length / rows.length);
    check("item-confidence", `${name}-change`, (rows) => meanOf(members(rows).map(({ q }) => q[1] - q[0])));
  }
  check(
    "item-confidence",
    "spearman",
    (rows) =>
      spearman(
        rows.map(({ q }) => q[0]),
        rows.map(({ q }) => q[1]),
      )!,
  );
  check(
    "item-confidence",
    "sure-then-right",
    (rows) =>
      auroc(
        sortItems(
          rows.map(({ q }) => q[0]),
          rows.map(({ y }) => y[1]),
        ),
      )!,
  );
});

test("the four shares add up to one, and kept + lost is the accuracy before", () => {
  const study = syntheticStudy();
  const { get } = runProtocol(itemTransitions, study);
  const share = (name: string) => get(`item-transition/s1/m03/benchmark/c1-b1/${name}`).value!;
  expect(share("kept") + share("lost") + share("gained") + share("never")).toBeCloseTo(1, 12);
  const accuracy = study.cells.filter(
    (cell) => cell.mixture === "m03" && cell.benchmark === "c1-b1" && cell.stage === "pretrain",
  );
  expect(share("kept") + share("lost")).toBeCloseTo(meanOf(accuracy.map((cell) => cell.accuracy)), 12);
});

test("the shares of a mixture have the two-way interval over seeds and clusters of items", () => {
  const study = syntheticStudy({ itemsPerCluster: 3 });
  const { get } = runProtocol(itemTransitions, study);
  const { cluster } = study.benchmarkItems.get("c1-b1")!;
  const rows = [1, 2].map((seed) =>
    clusterValues(
      rowsOf(study, "m02", "c1-b1", seed).map(({ y }) => (y[0] === 0 && y[1] === 1 ? 1 : 0)),
      cluster,
    ),
  );
  const { interval, n, unit } = get("item-transition/s1/m02/benchmark/c1-b1/gained");
  const expected = twoWayInterval(rows).interval!;
  expect(interval!.low).toBeCloseTo(expected[0], 12);
  expect(interval!.high).toBeCloseTo(expected[1], 12);
  expect(interval!.method).toBe("two-way t over seeds and clusters of items");
  expect([n, unit]).toEqual([60, "item"]);
});

test("seeds that answered different items have an interval over seeds alone; shares stay within 0 and 1", () => {
  const { get } = runProtocol(itemTransitions, syntheticStudy(RAGGED_ITEMS));
  expect(get("item-transition/s1/m02/benchmark/c1-b1/gained").interval!.method).toBe("t over seeds");
  const { estimates } = runProtocol(itemTransitions, syntheticStudy({ items: 4 }));
  for (const { interval, quantity } of estimates)
    if (interval && quantity === "proportion") {
      expect(interval.low).toBeGreaterThanOrEqual(0);
      expect(interval.high).toBeLessThanOrEqual(1);
    }
});

test("an empty group has no change, and is counted in a note", () => {
  const study = syntheticStudy({ seeds: [1] });
  const place = { scale: "s1", mixture: "m01", benchmark: "c2-b1", seed: 1 };
  study.items.get(cellKey({ ...place, stage: "sft" }))!.correct.fill(1);
  const { get, notes } = runProtocol(itemTransitions, study);
  expect(get("item-transition/s1/m01/benchmark/c2-b1/lost")).toMatchObject({
    value: 0,
    intervalReason: "no variation",
  });
  expect(get("item-confidence/s1/all/benchmark/c2-b1/lost-change").n).toBe(3);
  expect(notes.map(({ message }) => message)).toEqual([
    "left out of averages, counted in models × benchmarks: lost-change (empty group) 1; never-change (empty group) 1; sure-then-right (one outcome only) 1",
  ]);
});

test("matchedItems keeps what both stages have, in the order of items", () => {
  const cell = (item: number[]) => ({
    item: Uint32Array.from(item),
    correct: Uint8Array.from(item, (i) => i % 2),
    confidence: Int32Array.from(item, (i) => i * 10),
    correctProb: null,
    optionMass: null,
    picked: null,
    logprobs: null,
  });
  const matched = matchedItems(cell([0, 2, 3, 5, 8]), cell([1, 2, 5, 6, 8, 9]));
  expect(matched).toEqual({
    n: 3,
    item: Uint32Array.of(2, 5, 8),
    correctBefore: Uint8Array.of(0, 1, 0),
    correctAfter: Uint8Array.of(0, 1, 0),
    confidenceBefore: Int32Array.of(20, 50, 80),
    confidenceAfter: Int32Array.of(20, 50, 80),
  });
  expect(matchedItems(cell([1, 2]), { ...cell([1, 2]), confidence: null }).confidenceBefore).toBeNull();
  expect(matchedItems(cell([1]), cell([2])).n).toBe(0);
});
