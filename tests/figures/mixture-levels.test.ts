import { expect, test } from "vitest";
import type { Figure } from "../../src/figures/figure.ts";
import { figureHtml } from "../../src/figures/figure-html.ts";
import { levels } from "../../src/figures/levels.ts";
import { type SampleOptions, sampleReport } from "./sample-report.ts";

function drawn(options: SampleOptions): Figure {
  const figure = levels(sampleReport(options), { mixture: sampleReport(options).study.design.mixtures[0]!.id });
  if ("missing" in figure) throw new Error(figure.missing);
  return figure;
}

test("levels of one mixture names it, and says in how many groups it is above the median of all", () => {
  const report = sampleReport();
  const { mixtures, categories, scales, stages } = report.study.design;
  const value = (mixture: string, kind: string, id: string) =>
    report.estimates.get(`level/accuracy/${scales.at(-1)!.id}/${stages.at(-1)!.id}/${mixture}/${kind}/${id}/mean`)
      ?.value;
  const own = mixtures[0]!;
  const groups = [...categories.map(({ id }) => ["category", id] as const), ["overall", "all"] as const].flatMap(
    ([kind, id]) => {
      const all = mixtures.flatMap((row) => value(row.id, kind, id) ?? []).toSorted((a, b) => a - b);
      const level = value(own.id, kind, id);
      const middle = (all[Math.floor((all.length - 1) / 2)]! + all[Math.ceil((all.length - 1) / 2)]!) / 2;
      return level == null ? [] : [level > middle];
    },
  );
  const figure = drawn({});
  expect(figure.title).toContain(own.label);
  expect(figure.title).toContain(`in ${groups.filter(Boolean).length} of ${groups.length} groups`);
  const marked = new Set(figure.svg.wide.match(/data-mixture="[^"]*"/g));
  expect(marked.size).toBe(mixtures.length);
});

test.each([
  { mixtures: 1 },
  { mixtures: 2, stages: 1 },
  { mixtures: 200, scales: 1, hasConfidence: false },
] satisfies SampleOptions[])("levels of one mixture is whole over %j", (options) => {
  const figure = drawn(options);
  const html = figureHtml(figure);
  expect(html).not.toMatch(/NaN|undefined|\bnull\b|Infinity/);
  expect(figure.svg.narrow.match(/<circle/g)!.length).toBeLessThan(400);
});
