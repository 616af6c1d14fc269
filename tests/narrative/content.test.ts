import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.ts";
import type { Report } from "../../src/estimates/analysis.ts";
import { reportOf } from "../../src/estimates/report-of.ts";
import { FIGURES } from "../../src/figures/figures.ts";
import { compile } from "../../src/narrative/compile.ts";
import { readBibliography } from "../../src/narrative/read-bibliography.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { RAGGED, writeStudy } from "../studies/write-study.ts";

const CONTENT = join(import.meta.dirname, "../../content");
const PAGES = readdirSync(CONTENT).filter((name) => name.endsWith(".md"));
const SOURCES = readBibliography([
  { file: "bibliography.json", json: readFileSync(join(CONTENT, "bibliography.json"), "utf8") },
]);
const STUDIES: readonly (readonly [name: string, write: (folder: string) => void])[] = [
  ...["accuracy only", "one stage", "one seed", "two mixtures", "three stages", "recipes", "missing benchmarks"].map(
    (name) => [name, RAGGED[name]!] as const,
  ),
  ["one seed, with items", (folder) => writeStudy(folder, { seeds: [7], items: 40 })],
];

/** The portable narrative has to hold for any study: no fault, no gap, no number that is not there. */
describe.each(STUDIES)("the narrative over a study with %s", (_name, write) => {
  const folder = mkdtempSync(join(tmpdir(), "narrative-"));
  let report: Report;
  beforeAll(async () => {
    write(folder);
    report = reportOf(await analyze(await loadStudy(folder), () => {}));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(PAGES)("%s reads well", (file) => {
    const page = compile(readFileSync(join(CONTENT, file), "utf8"), {
      file,
      report,
      bibliography: SOURCES.bibliography,
      figureNames: Object.keys(FIGURES),
      figures: (figure, options) => FIGURES[figure]!(report, options),
      figureHtml: ({ title }, number) => `<figure>${number} ${title}</figure>`,
      estimateHref: (id) => `#${id}`,
    });
    expect(page.faults).toEqual([]);
    expect(page.answer?.trim()).toMatch(/\.$/);
    const words = `${page.answer} ${page.html}`.replace(/<[^>]*>/g, "");
    expect(words).not.toMatch(/\b(NaN|null|undefined)\b(?!, and| for| as)/);
    expect(words, "a directive that was not understood").not.toMatch(/:::|:(value|count|when|sign|list|most|least)\[/);
    expect(words, "a gap where something should stand").not.toMatch(/ [,;:.)](?= )|\( |\(\)|\[\]/);
    expect(page.html, "a heading with nothing below it").not.toMatch(/<\/h(\d)>\s*(<h\1|$)/);
  });
});

test("the bibliography can be read, and everything in it is cited by a page of the narrative", () => {
  expect(SOURCES.faults).toEqual([]);
  const words = PAGES.map((file) => readFileSync(join(CONTENT, file), "utf8")).join("\n");
  const cited = [...words.matchAll(/:cite\[([^\]]+)\]/g)].flatMap(([, keys]) => keys!.split(/;\s*/));
  expect([...SOURCES.bibliography.keys()].sort()).toEqual([...new Set(cited)].sort());
});
