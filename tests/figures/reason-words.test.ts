import { expect, test } from "vitest";
import { FIGURES } from "../../src/figures/figures.ts";
import { reasonWords } from "../../src/figures/reason-words.ts";
import { sampleReport } from "./sample-report.ts";

test.each([
  ["constant input", "all values are the same"],
  ["constant input (sft)", "all values are the same (sft)"],
  ["constant input (400k sft, 140k sft)", "all values are the same (400k sft, 140k sft)"],
  ["missing stage (pretrain)", "a stage was not measured (pretrain)"],
  ["fewer than 3 mixtures", "fewer than 3 mixtures"],
  [undefined, "no estimate"],
])("reasonWords(%j) is %j", (reason, words) => {
  expect(reasonWords(reason)).toBe(words);
});

test("no figure prints a fixed reason as the estimates keep it", () => {
  for (const [name, draw] of Object.entries(FIGURES)) {
    const figure = draw(sampleReport(), {});
    expect(JSON.stringify(figure), name).not.toMatch(/constant input|undefined replicates|disattenuate|no variation/);
  }
});
