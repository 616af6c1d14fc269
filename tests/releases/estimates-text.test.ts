import fc from "fast-check";
import { expect, test } from "vitest";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { estimatesText, parseEstimates } from "../../src/releases/estimates-text.ts";

const plain: Estimate = {
  id: "scale-transfer/accuracy/40k@pretrain..400k@sft/overall/all/spearman",
  value: 0.123456789012,
  interval: { low: -0.5, high: 1, level: 0.95, method: "bootstrap" },
  p: { value: 0.04, method: "exact", family: "scale-transfer/accuracy/40k@pretrain..400k@sft", adjusted: 0.08 },
  n: 9,
  unit: "mixture",
  quantity: "correlation",
  verdict: "inconclusive",
  verdictReason: "nine mixtures cannot tell",
  mixturesNeeded: null,
  flags: ["few items"],
  from: "metric=accuracy cells=40k@pretrain,400k@sft costs $1 and $$",
};
const bare: Estimate = {
  id: "level/a/b",
  value: null,
  reason: "a tab is no\tpart of a number",
  pReason: "no test",
  n: 0,
  unit: "seed",
  quantity: "proportion",
  from: "b=a, a=b",
};

test("parseEstimates(estimatesText(estimates)) is the same estimates, sorted by id", () => {
  expect(parseEstimates(estimatesText([plain, bare]))).toEqual([bare, plain]);
  expect(parseEstimates(estimatesText([]))).toEqual([]);
});

test("whatever stands in an estimate, nothing is lost", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
  const words = fc.stringMatching(/^[$0-9a-c=@,./ ]{0,12}$/);
  const part = fc.stringMatching(/^[a-z0-9]{1,3}$/);
  const estimate = fc.record({
    id: fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/")),
    value: fc.option(number, { nil: null }),
    n: fc.nat(),
    unit: fc.constant<Estimate["unit"]>("item"),
    quantity: words,
    from: words,
    p: fc.record({ value: number, method: words, family: words, adjusted: number }),
    mixturesNeeded: fc.option(fc.nat(), { nil: null }),
  });
  fc.assert(fc.property(estimate, (one) => void expect(parseEstimates(estimatesText([one]))).toEqual([one])));
});

test("a line that is no estimate is named", () => {
  const text = estimatesText([plain, bare]);
  expect(() => parseEstimates(text.replace("level/a/b\t0\t", "level/a/b\t"))).toThrow(
    /^line \d+ is no estimate: level/,
  );
  expect(() => parseEstimates(text.slice(0, -10))).toThrow(/not a whole list/);
});

test("a number that moved is one line that moved", () => {
  const [before, after] = [plain, { ...plain, value: 0.2 }].map((one) => estimatesText([one, bare]).split("\n"));
  expect(after!.filter((line) => !before!.includes(line))).toHaveLength(1);
});
