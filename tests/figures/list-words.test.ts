import { expect, test } from "vitest";
import { listWords } from "../../src/figures/list-words.ts";

test.each([
  [[], "none"],
  [["A"], "A"],
  [["A", "B"], "A and B"],
  [["A", "B", "C"], "A, B and C"],
  [["A", "B and C"], "A, and B and C"],
  [["B and C", "A"], "B and C, and A"],
  [["A", "B and C", "D"], "A, B and C, and D"],
  [["A", "B", "C", "D", "E", "F"], "A, B, C, D and 2 others"],
  [["A and B", "B", "C", "D", "E", "F"], "A and B, B, C, D, and 2 others"],
])("listWords(%j) is %j", (names, words) => {
  expect(listWords(names)).toBe(words);
});
