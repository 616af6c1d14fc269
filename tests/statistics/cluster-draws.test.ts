import { expect, test } from "vitest";
import { clusterDraws } from "../../src/statistics/cluster-draws.ts";
import { drawnItems } from "../../src/statistics/drawn-items.ts";
import { drawnMeans } from "../../src/statistics/drawn-means.ts";
import { randomBelow } from "../../src/statistics/random-below.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";

const draws = clusterDraws({ key: "items/b", clusters: 5, replicates: 300 });
const row = (r: number) => [...draws.counts.subarray(5 * r, 5 * r + 5)];

test("clusterDraws draws one u32 per cluster, block ⌊replicate/256⌋", () => {
  for (const [block, first] of [
    [0, 0],
    [1, 256],
  ] as const) {
    const next = randomStream("items/b", block);
    for (let r = first; r < first + 3; r++) {
      const counts = [0, 0, 0, 0, 0];
      for (let c = 0; c < 5; c++) counts[randomBelow(next(), 5)]!++;
      expect(row(r)).toEqual(counts);
    }
  }
});

test("clusterDraws: a longer run begins with a shorter one", () => {
  const more = clusterDraws({ key: "items/b", clusters: 5, replicates: 600 });
  expect(more.counts.subarray(0, 1500)).toEqual(draws.counts);
});

test("drawnItems and drawnMeans weight clusters by how often they are drawn", () => {
  const [sizes, sums] = [
    [3, 0, 1, 2, 4],
    [3, 0, -1, 1, 2],
  ];
  const totals = drawnItems(sizes!, draws);
  const means = drawnMeans(Float64Array.from(sums!), totals, draws);
  for (let r = 0; r < 300; r++) {
    const n = row(r).reduce((total, count, c) => total + count * sizes![c]!, 0);
    expect(totals[r]).toBe(n);
    if (n === 0) expect(means[r]).toBeNaN();
    else expect(means[r]).toBeCloseTo(row(r).reduce((total, count, c) => total + count * sums![c]!, 0) / n, 12);
  }
});
