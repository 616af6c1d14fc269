import { describe, expect, test } from "vitest";
import { alignment } from "../../src/analysis/alignment.ts";
import { alignmentTransfer } from "../../src/analysis/alignment-transfer.ts";
import { calibrationTransfer } from "../../src/analysis/calibration-transfer.ts";
import { coherenceChange } from "../../src/analysis/coherence-change.ts";
import { crossBenchmark } from "../../src/analysis/cross-benchmark.ts";
import { persistenceDifference } from "../../src/analysis/persistence-difference.ts";
import { predictor } from "../../src/analysis/predictor.ts";
import type { Protocol } from "../../src/analysis/protocol.ts";
import { rankPersistence } from "../../src/analysis/rank-persistence.ts";
import { scaleShift } from "../../src/analysis/scale-shift.ts";
import { scaleTransfer } from "../../src/analysis/scale-transfer.ts";
import { workspace } from "../../src/analysis/workspace.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import type { Cell, Study } from "../../src/study/study.ts";
import { syntheticStudy } from "./synthetic-study.ts";

const COMPARING: Record<string, Protocol> = {
  "rank-persistence": rankPersistence,
  "persistence-difference": persistenceDifference,
  predictor,
  "cross-benchmark": crossBenchmark,
  "coherence-change": coherenceChange,
  "scale-shift": scaleShift,
  "alignment-change": alignment,
  "alignment-transfer": alignmentTransfer,
  "calibration-transfer": calibrationTransfer,
};
const study = (stages: readonly string[]) =>
  syntheticStudy({ hasItems: false, mixtures: 6, scales: 2, categories: [3, 2], stages });

function estimatesOf(of: Study, protocol: Protocol): Map<string, Estimate> {
  const results = [...protocol(workspace(of))];
  return new Map(results.flatMap((result) => ("id" in result ? [[result.id, result] as const] : [])));
}

describe.each(Object.entries(COMPARING))("%s of three stages", (name, protocol) => {
  const three = estimatesOf(study(["pretrain", "sft", "dpo"]), protocol);
  const own = (estimates: Map<string, Estimate>) =>
    [...estimates.values()].filter(({ id }) => id.startsWith(`${name}/`));

  test.each([
    ["first and last", ["pretrain", "dpo"], ""],
    ["first and second", ["pretrain", "sft"], "@pretrain..sft"],
    ["second and last", ["sft", "dpo"], "@sft..dpo"],
  ] as const)("%s: what a study of these two stages alone says", (_, stages, suffix) => {
    const two = own(estimatesOf(study(stages), protocol));
    expect(two.length).toBeGreaterThan(0);
    for (const { id, value, interval, p, n, verdict } of two) {
      const there = three.get(id.replace(/\/(s1\.\.s2|s1|s2)\//, `/$1${suffix}/`));
      expect([id, there?.value, there?.interval, there?.p?.value, there?.n, there?.verdict]).toEqual([
        id,
        value,
        interval,
        p?.value,
        n,
        verdict,
      ]);
    }
  });

  test("and nothing else", () => {
    const two = own(estimatesOf(study(["pretrain", "dpo"]), protocol));
    expect(own(three).length).toBe(3 * two.length);
  });
});

test("scaleTransfer of three stages takes the six pairs that do not go back", () => {
  const ids = [...estimatesOf(study(["pretrain", "sft", "dpo"]), scaleTransfer).keys()];
  expect([...new Set(ids.map((id) => id.split("/")[2]))].toSorted()).toEqual([
    "s1@dpo..s2@dpo",
    "s1@pretrain..s2@dpo",
    "s1@pretrain..s2@pretrain",
    "s1@pretrain..s2@sft",
    "s1@sft..s2@dpo",
    "s1@sft..s2@sft",
  ]);
});

describe("seeds shared between stages", () => {
  const seedsAt = (first: readonly number[], last: readonly number[]) => {
    const base = syntheticStudy({
      hasItems: false,
      hasConfidence: false,
      mixtures: 6,
      seeds: [1, 2, 3, 4],
      isPresent: ({ stage, seed }) => (stage === "pretrain" ? first : last).includes(seed),
    });
    const accuracy = ({ mixture, seed, stage }: Cell) =>
      0.1 * Number(mixture.slice(1)) + 0.01 * Math.sin(seed + Number(mixture.slice(1))) + (stage === "sft" ? 0.05 : 0);
    const cells = base.cells.map((cell): Cell => ({ ...cell, accuracy: accuracy(cell) }));
    return estimatesOf({ ...base, cells }, rankPersistence).get("rank-persistence/accuracy/s1/benchmark/c1-b1/latent")!;
  };
  const UNKNOWN = "seed covariance unknown";

  test("two or more, or none: the latent correlation needs no flag", () => {
    expect(seedsAt([1, 2], [1, 2]).value).not.toBeNull();
    expect(seedsAt([1, 2], [1, 2]).flags ?? []).not.toContain(UNKNOWN);
    expect(seedsAt([1, 2], [3, 4]).flags ?? []).not.toContain(UNKNOWN);
  });

  test("one: its errors may be shared and cannot be subtracted", () => {
    expect(seedsAt([1, 2], [2, 3]).value).not.toBeNull();
    expect(seedsAt([1, 2], [2, 3]).flags).toContain(UNKNOWN);
  });
});
