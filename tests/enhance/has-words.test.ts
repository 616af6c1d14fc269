import { expect, test } from "vitest";
import { hasWords } from "../../src/enhance/has-words.ts";

test.each([
  [["Rankings."], "rank", true],
  [["ranked"], "rankings", true],
  [["fine-tuning"], "tuning", true],
  [["fine-tuning"], "finetuning", true],
  [["Café,"], "cafe", true],
  [["calibration"], "calibrationx", true],
  [["x"], "x", true],
  [["z"], "zzzz", false],
  [["seed"], "seed zzzz", false],
  [["seeds", "noise"], "Seed noise", true],
  [["seed"], "—", true],
  [[], "seed", false],
])("hasWords(%j, %j) is %j", (found, search, expected) => {
  expect(hasWords(found, search)).toBe(expected);
});
