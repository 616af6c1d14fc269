import { expect, test } from "vitest";
import { columns } from "../../src/analysis/column.ts";
import { type MixtureBootstrap, mixtureBootstraps } from "../../src/analysis/mixture-bootstrap.ts";
import {
  concordanceReplicates,
  decisionAccuracyReplicates,
  kendallReplicates,
  perReplicate,
  spearmanReplicates,
} from "../../src/analysis/replicates.ts";
import { meanSquareReplicates } from "../../src/analysis/variance-components.ts";
import { bootstrapDraws } from "../../src/statistics/bootstrap-draws.ts";
import { icc } from "../../src/statistics/icc.ts";
import { kendallTauB } from "../../src/statistics/kendall-tau-b.ts";
import { replicateKernel } from "../../src/statistics/replicate-kernel.ts";
import { spearman } from "../../src/statistics/spearman.ts";
import { wideReplicates } from "../../src/statistics/wide-replicates.ts";
import { expectClose, goldenCases } from "../golden.ts";

const TIED = [0.5, 0.48, 0.61, 0.55, 0.55, 0.43, 0.7, 0.66, 0.52];
const OTHER = [0.52, 0.5, 0.6, 0.58, 0.51, 0.5, 0.69, 0.71, 0.55];
const bootstrap = mixtureBootstraps(9);
const column = columns(bootstrap);
const draws = bootstrapDraws({ replicates: 10_000, studyMixtures: 9, n: 9 });
const SOME = Array.from({ length: 400 }, (_, k) => k * 25);

const drawn = <T>(values: readonly T[], r: number) => Array.from(draws.slice(r * 9, r * 9 + 9), (m) => values[m]!);

test("spearmanReplicates equals Spearman of the drawn mixtures, ties and all", () => {
  const got = perReplicate(spearmanReplicates(column(TIED), column(OTHER), bootstrap(9)), bootstrap(9));
  for (const r of SOME) {
    const expected = spearman(drawn(TIED, r), drawn(OTHER, r));
    if (expected === null) expect(got[r]).toBeNaN();
    else expect(got[r]).toBeCloseTo(expected, 12);
  }
});

test("kendallReplicates equals τ_b of the drawn mixtures, ties and all", () => {
  const [x, y] = [column(TIED), column(OTHER)];
  const series = kendallReplicates(x, y, bootstrap(9), concordanceReplicates(x, y, bootstrap(9)));
  const got = perReplicate(series, bootstrap(9));
  for (const r of SOME) {
    const expected = kendallTauB(drawn(TIED, r), drawn(OTHER, r));
    if (expected === null) expect(got[r]).toBeNaN();
    else expect(got[r]).toBeCloseTo(expected, 12);
  }
});

test("of many mixtures, where there is no kernel: Σ over the pairs of draws, and ρ of the drawn mixtures", () => {
  const n = 40;
  const many = mixtureBootstraps(n);
  const own = columns(many);
  const x = Array.from({ length: n }, (_, m) => Math.round(8 * Math.sin(m)));
  const y = Array.from({ length: n }, (_, m) => Math.round(8 * Math.cos(3 * m)));
  const got = concordanceReplicates(own(x), own(y), many(n));
  const untied = own(x).replicateUntied()!;
  const rho = spearmanReplicates(own(x), own(y), many(n));
  const { weights, kernel, pairTotals } = many(n);
  expect(kernel()).toBeNull();
  for (let r = 0; r < 200; r++) {
    let [agreement, different, total] = [0, 0, 0];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) {
        const w = weights[r * n + i]! * weights[r * n + j]!;
        agreement += w * Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
        different += x[i] === x[j] ? 0 : w;
        total += w;
      }
    expect([got[r], untied[r], pairTotals()[r]]).toEqual([agreement, different, total]);
    const times = (values: readonly number[]) =>
      values.flatMap((value, m) => Array<number>(weights[r * n + m]!).fill(value));
    expect(rho[r]).toBeCloseTo(spearman(times(x), times(y))!, 12);
  }
});

test.each(goldenCases("decisionAccuracyReplicate"))(
  "decisionAccuracyReplicates leaves out pairs of one mixture ($source)",
  (golden) => {
    const [x, y, indices] = golden.args as [number[], number[], number[]];
    const one = oneReplicate(indices, x.length);
    const own = columns(() => one);
    const [got] = decisionAccuracyReplicates(one, concordanceReplicates(own(x), own(y), one));
    expectClose(() => (Number.isNaN(got) ? null : got), golden.expected, golden.tolerance);
  },
);

test("meanSquareReplicates equals the analysis of variance of the drawn mixtures, for unequal seeds too", () => {
  const groups = TIED.map((base, m) => {
    const seeds = m % 3 === 0 ? [1, 2] : [1, 2, 3];
    return { seeds, values: seeds.map((seed) => base + 0.013 * Math.sin(7 * m + 3 * seed)) };
  });
  const { between, within, icck } = meanSquareReplicates(groups, groups, bootstrap(9));
  const [b, w, k] = [between, within, icck].map((series) => perReplicate(series, bootstrap(9)));
  for (const r of SOME) {
    const expected = icc(
      drawn(
        groups.map((row) => row.values),
        r,
      ),
    );
    expect(b![r]).toBeCloseTo(expected?.msb ?? Number.NaN, 12);
    expect(w![r]).toBeCloseTo(expected?.msw ?? Number.NaN, 12);
    expect(k![r]).toBeCloseTo(expected?.icck ?? Number.NaN, 9);
  }
});

function oneReplicate(indices: readonly number[], n: number): MixtureBootstrap {
  const weights = new Uint8Array(n);
  for (const m of indices) weights[m]!++;
  const products: number[] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) products.push(weights[i]! * weights[j]!);
  return {
    n,
    resamples: 1,
    counts: Uint16Array.of(1),
    resampleOf: Uint16Array.of(0),
    weights,
    kernel: () => replicateKernel(weights, n),
    wide: () => wideReplicates(weights, n),
    pairTotals: () => Float64Array.of(products.reduce((total, each) => total + each, 0)),
  };
}

test("meanSquareReplicates never finds a reliability above 1, not even where one mixture is all that was drawn", () => {
  const groups = [0.1, 0.2, 0.3].map((base, m) => ({
    seeds: [1, 2, 3, 4, 5, 6, 7, 8],
    values: Array.from({ length: 8 }, (_, s) => base + Math.sin(7 * m + s) / 10),
  }));
  const few = mixtureBootstraps(3)(3);
  const { icck } = meanSquareReplicates(groups, groups, few);
  const isOne = Array.from(icck, (_, r) => few.weights.subarray(3 * r, 3 * r + 3).includes(3));
  expect(perReplicate(Float64Array.from(isOne, Number), few).reduce((total, each) => total + each)).toBeGreaterThan(
    500,
  );
  expect(Math.max(...icck.filter((value) => !Number.isNaN(value)))).toBeLessThanOrEqual(1 + 1e-9);
  expect(icck.every((value, r) => !isOne[r] || value < -1e6)).toBe(true);
});
