import fc from "fast-check";
import { expect, test } from "vitest";
import { accuracyAtCoverage } from "../../src/statistics/accuracy-at-coverage.ts";
import { auroc } from "../../src/statistics/auroc.ts";
import { equalMassBins } from "../../src/statistics/calibration-bins.ts";
import { clusterDraws } from "../../src/statistics/cluster-draws.ts";
import { drawnItems } from "../../src/statistics/drawn-items.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { itemBootstrap } from "../../src/statistics/item-bootstrap.ts";
import { overconfidence } from "../../src/statistics/overconfidence.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";

const ONE = 1e9;

/** Confidence on a coarse or a fine grid, so that ties are many or few; outcome; cluster. */
const items = (levels: number, clusters: number) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: levels }), fc.nat(1), fc.nat(clusters - 1)), {
    minLength: 1,
    maxLength: 90,
  });

test.each([
  [4, 6],
  [40, 12],
  [1_000_000, 90],
])("itemBootstrap equals every measure on the sample written out: %i levels, %i clusters", (levels, clusters) => {
  fc.assert(
    fc.property(items(levels, clusters), (rows) => {
      const confidence = rows.map(([q]) => Math.round((q * ONE) / levels));
      const correct = rows.map(([, y]) => y);
      const cluster = rows.map(([, , c]) => c);
      const draws = clusterDraws({ key: "items/b", clusters, replicates: 6 });
      const sizes = new Uint32Array(clusters);
      for (const c of cluster) sizes[c]!++;
      const sorted = sortItems(confidence, correct, ONE);
      const replicates = itemBootstrap(sorted, cluster, draws, drawnItems(sizes, draws));
      for (let r = 0; r < 6; r++) {
        const drawn = rows.flatMap((_, i) =>
          Array.from({ length: draws.counts[r * clusters + cluster[i]!]! }, () => i),
        );
        if (drawn.length === 0) {
          expect(replicates.eceDebiased[r]).toBeNaN();
          expect(replicates.overconfidence[r]).toBeNaN();
          continue;
        }
        const sample = sortItems(
          drawn.map((i) => confidence[i]!),
          drawn.map((i) => correct[i]!),
          ONE,
        );
        const error = expectedCalibrationError(equalMassBins(sample));
        expect(replicates.eceDebiased[r]).toBeCloseTo(error.eceDebiased, 9);
        expect(replicates.squaredDebiased[r]).toBeCloseTo(error.squaredDebiased, 11);
        expect(replicates.overconfidence[r]).toBeCloseTo(overconfidence(sample), 11);
        expect(replicates.accuracyAt80[r]).toBeCloseTo(accuracyAtCoverage(sample, 0.8), 11);
        const area = auroc(sample);
        if (area === null) expect(replicates.auroc[r]).toBeNaN();
        else expect(replicates.auroc[r]).toBeCloseTo(area, 11);
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});
