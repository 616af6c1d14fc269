import { expect, test } from "vitest";
import { compareKeys } from "../../src/enhance/compare-keys.ts";
import { sortKey } from "../../src/enhance/sort-key.ts";

test.each([
  ["0.53", 0.53],
  ["−0.12 [−0.4, 0.1]", -0.12],
  ["1,234,567", 1234567],
  ["12 %", 12],
  ["+0.5 pp", 0.5],
  ["0.94 [0.74, 1.00] robust", 0.94],
  ["1e-7", 1e-7],
  [" Cause effect ", "Cause effect"],
  ["bench-3/self/spearman", "bench-3/self/spearman"],
  ["400K", "400K"],
  ["3 of 20", 3],
  ["–", null],
  ["", null],
])("sortKey(%j) is %j", (text, key) => {
  expect(sortKey(text)).toBe(key);
});

test("“less than” comes just before the number that it is less than", () => {
  expect(sortKey("< 0.001")).toBeLessThan(0.001);
  expect(sortKey("< 0.001")).toBeGreaterThan(0.000999);
});

test("compareKeys sorts numbers by size, words with numbers in them as a reader counts, and what is missing last in either order", () => {
  const sorted = (texts: readonly string[], direction: 1 | -1) =>
    texts.toSorted((a, b) => compareKeys(sortKey(a), sortKey(b), direction));
  expect(sorted(["0.5", "–", "−1", "12"], 1)).toEqual(["−1", "0.5", "12", "–"]);
  expect(sorted(["0.5", "–", "−1", "12"], -1)).toEqual(["12", "0.5", "−1", "–"]);
  expect(sorted(["bench-10", "bench-9", ""], 1)).toEqual(["bench-9", "bench-10", ""]);
  expect(sorted(["unknown", "3"], 1)).toEqual(["3", "unknown"]);
});
