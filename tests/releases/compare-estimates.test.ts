import { expect, test } from "vitest";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { compareEstimates } from "../../src/releases/compare-estimates.ts";
import { verdictOf } from "../../src/releases/verdict-of.ts";

const estimate = (id: string, value: number | null, rest: Partial<Estimate> = {}): Estimate => ({
  ...{ id, value, n: 9, unit: "mixture", quantity: "correlation", from: "all", ...rest },
});
const interval = (low: number) => ({ low, high: 1, level: 0.95, method: "bootstrap" }) as const;

test("compareEstimates(released, computed) tells identical, within tolerance, different, missing and added", () => {
  const released = [
    estimate("a", 0.5, { interval: interval(0.1) }),
    estimate("b", 0.5, { interval: interval(0.1) }),
    estimate("c", 0.5, { interval: interval(0.1) }),
    estimate("d", null, { reason: "constant" }),
    estimate("e", 1),
    estimate("f", 0),
  ];
  const computed = [
    estimate("a", 0.5, { interval: interval(0.1) }),
    estimate("b", 0.5 + 1e-12, { interval: interval(0.1 - 1e-12) }),
    estimate("c", 0.5, { interval: interval(0.2) }),
    estimate("d", null, { reason: "fewer than 3" }),
    estimate("f", null),
    estimate("g", 1),
  ];
  const comparison = compareEstimates(released, computed);
  expect(comparison).toEqual({
    ...{ identical: ["a"], within: ["b"], different: ["c", "d", "f"], missing: ["e"], added: ["g"] },
  });
  const { isSame, lines } = verdictOf("2026.11.1", comparison);
  expect(isSame).toBe(false);
  expect(lines[0]).toBe(
    "2026.11.1: 1 bit-identical, 1 within 1e-9, 3 different, 1 no longer computed, 1 computed now that were not released",
  );
  expect(lines).toContain("  different: c");
});

test("what newer code adds makes no difference", () => {
  const one = estimate("a", 0.5);
  expect(verdictOf("2026.11.1", compareEstimates([one], [one, estimate("b", 1)])).isSame).toBe(true);
});
