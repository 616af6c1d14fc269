import { describe, expect, test } from "vitest";
import { adjustFamilies } from "../../src/analysis/adjust-families.ts";
import { covariate } from "../../src/analysis/covariate.ts";
import { workspace } from "../../src/analysis/workspace.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import type { Study } from "../../src/study/study.ts";
import { studyOfLevels } from "./study-of-levels.ts";
import { syntheticStudy } from "./synthetic-study.ts";

type Declared = Readonly<Record<string, number>>;

/** The study with covariates: one record for each mixture in the order of the design. */
function withCovariates(study: Study, rows: readonly Declared[]): Study {
  const mixtures = study.design.mixtures.map((row, m) => ({ ...row, ...(rows[m] && { covariates: rows[m] }) }));
  return { ...study, design: { ...study.design, mixtures } };
}

function estimatesOf(study: Study): Map<string, Estimate> {
  const results = [...covariate(workspace(study))];
  return new Map(results.flatMap((result) => ("id" in result ? [[result.id, result] as const] : [])));
}

const BEFORE = [0.3, 0.42, 0.35, 0.5, 0.38, 0.44, 0.41];
const AFTER = [0.41, 0.5, 0.47, 0.58, 0.55, 0.66, 0.6];
const study = studyOfLevels([{ id: "b", category: "c", before: BEFORE, after: AFTER }]);
/** SciPy 1 of these changes (two of them tied) and m/10; p by counting all 7! orders. */
const [SPEARMAN, PEARSON, KENDALL, P_SPEARMAN] = [0.7567874686642696, 0.7965992169843001, 0.5855400437691199, 2 / 35];
const codes = BEFORE.map((_, m) => ({ code_share: m / 10 }));
const at = (estimates: Map<string, Estimate>, statistic: string, name = "code_share") =>
  estimates.get(`covariate/accuracy/s/benchmark/b/${name}/${statistic}`);

test("covariate agrees with SciPy and with counting all orders, ties in the changes included", () => {
  const estimates = estimatesOf(withCovariates(study, codes));
  expect(at(estimates, "spearman")!.value).toBeCloseTo(SPEARMAN, 12);
  expect(at(estimates, "pearson")!.value).toBeCloseTo(PEARSON, 12);
  expect(at(estimates, "kendall")!.value).toBeCloseTo(KENDALL, 12);
  const { n, p, interval, unit } = at(estimates, "spearman")!;
  expect({ n, unit, method: p!.method }).toEqual({
    n: 7,
    unit: "mixture",
    method: "permutation, exact, all 5,040 orders",
  });
  expect(p!.value).toBeCloseTo(P_SPEARMAN, 12);
  expect(interval!.low).toBeLessThan(SPEARMAN);
});

test("covariate does not depend on the unit that a covariate is counted in, and turns with its sign", () => {
  const plain = at(estimatesOf(withCovariates(study, codes)), "spearman")!;
  const scaled = codes.map(({ code_share }) => ({ code_share: 1e12 - 5e11 * code_share }));
  const turned = at(estimatesOf(withCovariates(study, scaled)), "spearman")!;
  expect(turned.value).toBeCloseTo(-plain.value!, 12);
  expect(turned.p!.value).toBe(plain.p!.value);
});

describe("covariate of studies that are not whole", () => {
  test("nothing where no mixture has one", () => {
    expect([...covariate(workspace(study))]).toEqual([]);
  });

  test("mixtures without a value are left out of its n alone", () => {
    const rows = codes.map((row, m) => (m === 2 ? row : { ...row, tokens: (m * 3) % 5 }));
    const estimates = estimatesOf(withCovariates(study, rows));
    expect([at(estimates, "spearman")!.n, at(estimates, "spearman", "tokens")!.n]).toEqual([7, 6]);
  });

  test.each([
    ["the same for all", BEFORE.map(() => ({ code_share: 1 })), "constant input (code_share)"],
    ["known for two", codes.slice(0, 2), "fewer than 3 mixtures"],
  ])("%s: undefined, with the reason", (_, rows, reason) => {
    expect(at(estimatesOf(withCovariates(study, rows)), "spearman")).toMatchObject({ value: null, reason });
  });

  test("declared, but of no mixture", () => {
    const declared = { ...study, design: { ...study.design, covariates: [{ id: "code_share", label: "Code" }] } };
    expect(at(estimatesOf(declared), "spearman")).toMatchObject({ value: null, reason: "no covariates" });
  });

  test("levels that are all alike at a stage still change", () => {
    const flat = studyOfLevels([{ id: "b", category: "c", before: BEFORE.map(() => 0.25), after: AFTER }]);
    expect(at(estimatesOf(withCovariates(flat, codes)), "spearman")!.value).not.toBeNull();
  });

  test("one stage, and no confidence: each says so", () => {
    const one = syntheticStudy({ stages: ["pretrain"], mixtures: 5, hasConfidence: false, hasItems: false });
    const estimates = estimatesOf(withCovariates(one, codes));
    const reason = (metric: string) => estimates.get(`covariate/${metric}/s1/overall/all/code_share/spearman`)!.reason;
    expect([reason("accuracy"), reason("confidence")]).toEqual(["one stage only", "no confidence"]);
  });
});

test("all covariates and all benchmarks of one metric and scale are one family; so are covariates over everything", () => {
  const rows = codes.map((row, m) => ({ ...row, tokens: (m * 3) % 7 }));
  const two = syntheticStudy({ mixtures: 7, categories: [2, 1], hasItems: false });
  const estimates = adjustFamilies([...estimatesOf(withCovariates(two, rows)).values()]);
  const sizes = Map.groupBy(estimates, ({ p }) => p?.family);
  expect(sizes.get("covariate/accuracy/s1/benchmark/spearman")).toHaveLength(6);
  expect(sizes.get("covariate/accuracy/s1/overall/spearman")).toHaveLength(2);
});

test("five stages: first to last and every step, each what the two stages alone say", () => {
  const stages = ["early", "late", "final", "sft", "dpo"];
  const of = (own: readonly string[]) =>
    estimatesOf(withCovariates(syntheticStudy({ stages: own, mixtures: 6, hasItems: false }), codes));
  const all = of(stages);
  const places = new Set([...all.keys()].map((id) => id.split("/")[2]));
  expect([...places]).toEqual(["s1", "s1@early..late", "s1@late..final", "s1@final..sft", "s1@sft..dpo"]);
  const id = (place: string) => `covariate/accuracy/${place}/overall/all/code_share/spearman`;
  expect(all.get(id("s1@late..final"))!.value).toBe(of(["late", "final"]).get(id("s1"))!.value);
  expect(all.get(id("s1"))!.value).toBe(of(["early", "dpo"]).get(id("s1"))!.value);
});
