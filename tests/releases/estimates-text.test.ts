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

const read = (text: string) => parseEstimates(text, "estimates.txt");

test("parseEstimates(estimatesText(estimates)) is the same estimates, sorted by id", () => {
  expect(read(estimatesText([plain, bare]))).toEqual([bare, plain]);
  expect(read(estimatesText([]))).toEqual([]);
});

test("what estimates share comes in the order in which it was written, so that files made of them stay the same bytes", () => {
  const [, one] = read(estimatesText([plain, bare]));
  const shared = Object.keys(one!).filter(
    (key) => !["id", "n", "value", "interval", "p", "mixturesNeeded"].includes(key),
  );
  expect(shared).toEqual(shared.toSorted());
});

test("whatever stands in an estimate, nothing is lost", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
  const share = fc.double({ noNaN: true, min: 0, max: 1 }).map((x) => x + 0);
  const words = fc.stringMatching(/^[$0-9a-c=@,./ ]{0,12}$/);
  const part = fc.stringMatching(/^[a-z0-9]{1,3}$/);
  const estimate = fc.record({
    id: fc.array(part, { minLength: 2, maxLength: 5 }).map((parts) => parts.join("/")),
    value: fc.option(number, { nil: null }),
    n: fc.nat(),
    unit: fc.constant<Estimate["unit"]>("item"),
    quantity: words,
    from: words,
    p: fc.record({ value: share, method: words, family: words, adjusted: share }),
    mixturesNeeded: fc.option(fc.nat(), { nil: null }),
  });
  fc.assert(fc.property(estimate, (one) => void expect(read(estimatesText([one]))).toEqual([one])));
});

test.each([
  ["a number less", "level/a/b\t0\t", "level/a/b\t", /txt:5 {2}8 cells; expected an estimate/],
  ["an id that is HTML", "level/a/b\t", '"><img src=x>/a/b\t', /txt:5 {2}an id that no estimate has/],
  ["an id without a protocol", "level/a/b\t", "level\t", /txt:5 {2}an id that no estimate has/],
  ["the id of another line", "level/a/b\t", `${plain.id}\t`, /txt:6 {2}.* 7 cells|a second estimate/],
  ["n that is words", "level/a/b\t0\t", "level/a/b\tmany\t", /txt:5 {2}n that is no whole number/],
  ["a value that is words", "\t0.123456789012\t", "\tNaN\t", /txt:6 {2}a value that is no number/],
  ["a number that is too large", "\t0.123456789012\t", "\t1e999\t", /txt:6 {2}a value that is no number/],
  ["half an interval", "\t-0.5\t", "\t\t", /txt:6 {2}an interval that is none/],
  ["a p above 1", "\t0.04\t", "\t4\t", /txt:6 {2}p that is none/],
  ["mixtures that are words", "\t-\t", "\tmany\t", /txt:6 {2}mixtures that are no whole number/],
  ["a kind that is no JSON", /kind (\S+) \{/, "kind $1 ", /a kind of estimates that is none; expected kind NAME JSON/],
  ["a kind without a unit", '"unit":"seed"', '"one":"seed"', /a kind of estimates that is none: (unit|the file)/],
  ["no such kind", /kind \S+ (.*"unit":"seed")/, "kind x $1", /txt:5 {2}a line of another kind/],
  ["no end", /.{10}$/s, "", /a line that never ends/],
  ["no columns", "adjusted\tmixtures", "mixtures", /no line with the names of the columns/],
  ["another format", "format 1", "format 2", /txt:1 {2}another first line/],
])("%s is told with its line", (_, from, to, message) => {
  const text = estimatesText([plain, bare]);
  const damaged = text.replace(from, to);
  expect(damaged).not.toBe(text);
  expect(() => read(damaged)).toThrow(message);
});
