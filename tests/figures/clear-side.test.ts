import { expect, test } from "vitest";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { clearSide } from "../../src/figures/clear-side.ts";
import { FIGURES } from "../../src/figures/figures.ts";
import { THEME } from "../../src/figures/theme.ts";
import { sampleReport } from "./sample-report.ts";

const interval = (low: number, high: number) => ({ interval: { low, high, level: 0.95 as const, method: "sample" } });

test.each([
  [interval(0.1, 0.9), 0, "above"],
  [interval(0, 0.9), 0, null],
  [interval(-0.9, -0.1), 0, "below"],
  [interval(0.1, 0.4), 0.5, "below"],
  [{}, 0, null],
  [undefined, 0, null],
])("clearSide(%j, %j) is %j", (estimate, nothing, side) => {
  expect(clearSide(estimate, nothing)).toBe(side);
});

test.each([
  ["scale-transfer", /^scale-transfer\/accuracy\/[^/]+\/benchmark\/[^/]+\/spearman$/, -0.9, -0.2],
  ["decision-accuracy", /^rank-persistence\/accuracy\/s-3\/benchmark\/[^/]+\/decision-accuracy$/, 0.1, 0.3],
  ["sure-then-right", /^item-confidence\/s-3\/all\/benchmark\/[^/]+\/sure-then-right$/, 0.1, 0.3],
] as const)("%s counts and draws what is clearly reversed apart", (name, pattern, low, high) => {
  const report = sampleReport();
  const draw = (estimates: ReadonlyMap<string, Estimate>) => {
    const figure = FIGURES[name]!({ ...report, estimates }, {});
    if ("missing" in figure) throw new Error(figure.missing);
    return { words: figure.alt, drawn: figure.svg.wide.split(`fill="${THEME.vermillion}"`).length - 1 };
  };
  const straight = new Map(
    [...report.estimates].map(([id, estimate]) =>
      pattern.test(id) ? [id, { ...estimate, ...interval(0.4, 0.6) }] : [id, estimate],
    ),
  );
  const [id, estimate] = [...straight].find(([key, { value }]) => pattern.test(key) && value !== null)!;
  const reversed = draw(new Map(straight).set(id, { ...estimate, ...interval(low, high) }));
  const before = draw(straight);
  const [of, more] = [/(?:misleads on|wrong on|worse in) (\d+)/.exec(before.words), reversed.words];
  expect(Number(/(?:misleads on|wrong on|worse in) (\d+)/.exec(more)![1])).toBe(Number(of?.[1] ?? 0) + 1);
  // the dot, and the key where nothing was reversed before
  expect(reversed.drawn).toBeGreaterThan(before.drawn);
});
