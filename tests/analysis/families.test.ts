import { expect, test } from "vitest";
import { adjustFamilies } from "../../src/analysis/adjust-families.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";

const of = (id: string, p: number, family?: string): Estimate => ({
  id,
  value: 0.5,
  p: { value: p, method: "exact", ...(family !== undefined && { family }) },
  n: 9,
  unit: "mixture",
  quantity: "correlation",
  from: "",
});

test("p-values are adjusted within their family, and those of no family stay as they are", () => {
  const undefinedOne: Estimate = {
    id: "d",
    value: null,
    reason: "one seed",
    n: 0,
    unit: "mixture",
    quantity: "correlation",
    from: "",
  };
  const adjusted = adjustFamilies([
    of("a", 0.01, "f"),
    of("b", 0.04, "f"),
    of("c", 0.04),
    undefinedOne,
    of("e", 0.02, "g"),
  ]);
  expect(adjusted.map((estimate) => estimate.p?.adjusted)).toEqual([0.02, 0.04, undefined, undefined, 0.02]);
});
