import { expect, test } from "vitest";
import { clusterDraws } from "../../src/statistics/cluster-draws.ts";
import { drawnItems } from "../../src/statistics/drawn-items.ts";
import { drawnMeans } from "../../src/statistics/drawn-means.ts";

test.each([1, 4, 7])("drawnMeans of %i replicates are the means of the samples written out", (replicates) => {
  const clusters = 9;
  const draws = clusterDraws({ key: "items/b", clusters, replicates });
  const sizes = Uint32Array.from({ length: clusters }, (_, c) => 1 + (c % 3));
  const sums = Float64Array.from({ length: clusters }, (_, c) => Math.sin(c));
  const means = drawnMeans(sums, drawnItems(sizes, draws), draws);
  expect(means).toHaveLength(replicates);
  for (let r = 0; r < replicates; r++) {
    let [total, items] = [0, 0];
    for (let c = 0; c < clusters; c++) {
      total += draws.counts[r * clusters + c]! * sums[c]!;
      items += draws.counts[r * clusters + c]! * sizes[c]!;
    }
    expect(means[r]).toBe(total / items);
  }
});
