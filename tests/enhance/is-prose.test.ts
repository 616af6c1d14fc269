import { expect, test } from "vitest";
import { isProse } from "../../src/enhance/is-prose.ts";

const SENTENCE = "4 benchmarks; first to be settled: Habitat by some 16 mixtures";
const REASON = "there are fewer than three mixtures with both stages";

test.each([
  [["none", SENTENCE], true, true],
  [["none", "Habitat"], true, false],
  [["none", SENTENCE], false, false],
  [[REASON, REASON, "–"], false, true],
  [[REASON, REASON, "0.12 [0.10, 0.20]"], false, false],
  [["robust", "inconclusive", REASON], false, false],
  [[], true, false],
  [[], false, false],
])("isProse(%j, %j) is %j", (texts, isWords, expected) => {
  expect(isProse(texts, isWords)).toBe(expected);
});
