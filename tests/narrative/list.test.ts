import { expect, test } from "vitest";
import { compile } from "../../src/narrative/compile.ts";
import { sampleReport } from "../figures/sample-report.ts";

test.each([
  [21, 21, null],
  [60, 20, " and 40 more."],
])(":list[…] of %i benchmarks names %i of them", (benchmarks, named, rest) => {
  const page = compile("---\ntitle: t\n---\n:list[level/accuracy/s-1/pretrain/m-1/benchmark/*/mean]{else=none}.\n", {
    file: "a.md",
    report: sampleReport({ benchmarks, mixtures: 3, scales: 1, stages: 1, categories: 1, hasConfidence: false }),
    commentary: null,
    bibliography: new Map(),
    estimateHref: (id) => `#${id}`,
    subjectHref: (_, id) => `/${id}/`,
    figureNames: [],
    figures: () => ({ id: "x", missing: "x" }),
    figureHtml: () => "",
  });
  expect(page.faults).toEqual([]);
  expect(page.html.match(/<a /g)).toHaveLength(named);
  if (rest !== null) expect(page.html).toContain(rest);
});
