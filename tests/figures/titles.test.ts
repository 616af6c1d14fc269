import { expect, test } from "vitest";
import { FIGURES } from "../../src/figures/figures.ts";
import { OF_RICHER, sampleReport } from "./sample-report.ts";

test.each(Object.keys(FIGURES))("the title of %s names the metric where its numbers depend on it", (name) => {
  const report = sampleReport(OF_RICHER[name] ?? {});
  const drawn = ["accuracy", "confidence"].flatMap((metric) => {
    const figure = FIGURES[name]!(report, { metric });
    return "missing" in figure ? [] : [{ metric, title: figure.title, numbers: JSON.stringify(figure.table) }];
  });
  if (new Set(drawn.map(({ numbers }) => numbers)).size < 2) return;
  for (const { metric, title } of drawn) expect(title).toContain(metric);
});
