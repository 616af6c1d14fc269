import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/estimates/analysis.ts";
import type { Figure, MissingFigure } from "../../src/figures/figure.ts";
import { compile } from "../../src/narrative/compile.ts";
import type { CompiledPage } from "../../src/narrative/compile-options.ts";
import { readBibliography } from "../../src/narrative/read-bibliography.ts";
import { sampleReport } from "../estimates/sample-report.ts";

const REPORT = sampleReport();
const SOURCES = readBibliography([
  { file: "sources.json", json: readFileSync(join(import.meta.dirname, "sources.json"), "utf8") },
]).bibliography;

/** Compiles Markdown over the sample report, with two figures: one drawn, one that cannot be. */
export function compileSample(
  markdown: string,
  { report = REPORT, commentary }: { report?: Report; commentary?: string | undefined } = {},
): CompiledPage {
  return compile(markdown, {
    file: "content/page.md",
    report,
    figureNames: ["rank-persistence", "scale-shift"],
    figures,
    figureHtml: ({ id, title }, number) =>
      `<figure id="fig-${id}"><figcaption>${number}. ${title}</figcaption></figure>`,
    estimateHref: (id) => `estimates/#${id}`,
    subjectHref: (kind, id) => (kind === "benchmark" ? `benchmarks/${id}/` : null),
    bibliography: SOURCES,
    commentary: commentary === undefined ? null : { file: "data/commentary/page.md", markdown: commentary },
  });
}

function figures(name: string, options: Readonly<Record<string, string>>): Figure | MissingFigure {
  const id = [name, ...Object.values(options)].join("-");
  if (name === "scale-shift") return { id, missing: "One scale cannot show a shift." };
  const svg = { narrow: "<svg></svg>", wide: "<svg></svg>" };
  return {
    id,
    title: "A <em>true</em> title",
    subtitle: "",
    caption: "",
    alt: "",
    source: "",
    svg,
    table: { columns: [], rows: [] },
  };
}
