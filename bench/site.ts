import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { autoType, csvParse } from "d3-dsv";
import { runProgram } from "./run-program.ts";

/** One generator's build of pages with charts. */
export interface SiteRow {
  readonly by: string;
  readonly pages: number;
  /** on pages, each counted where it first stands */
  readonly charts: number;
  readonly seconds: number;
  /** script that a page loads, as it is stored */
  readonly scriptBytes: number;
}

const FRAMEWORK = ["@observablehq/framework@1.13.4", "@observablehq/plot@0.6.17"];
const MOST_PAGES = 60;

/**
 * Times the build of the bundled report, analysed before, and Observable Framework on those of its pages that are read as text,
 * at most sixty, with their charts: the words as Markdown, each chart drawn by Plot from the figure's table. Framework is
 * installed for the occasion.
 *
 * @throws {Error} when a build fails
 */
export function measureSite(done: (what: string) => void): readonly SiteRow[] {
  const work = mkdtempSync(join(tmpdir(), "magic-correlations-site-"));
  try {
    const [analysis, report] = [join(work, "analysis", "analysis.json"), join(work, "report")];
    runProgram(process.execPath, ["scripts/analyze.ts", "--out", analysis]);
    const seconds = runProgram(process.execPath, ["scripts/build.ts", "--analysis", analysis, "--out", report]);
    const pages = globSync("**/*.html", { cwd: report });
    const [script = ""] = globSync("_astro/*.js", { cwd: report });
    const ours: SiteRow = {
      by: "ours",
      pages: pages.length,
      charts: globSync("figures/*.svg", { cwd: report }).length,
      seconds,
      scriptBytes: statSync(join(report, script)).size,
    };
    done(`ours built ${ours.pages} pages`);
    const today = pages.filter((page) => !page.startsWith("v/"));
    return [ours, framework(report, today, join(work, "framework"), done)];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function framework(report: string, pages: readonly string[], folder: string, done: (what: string) => void): SiteRow {
  const source = join(folder, "src");
  mkdirSync(source, { recursive: true });
  const richest = pages
    .filter((page) => existsSync(join(report, page.replace(/html$/, "md"))))
    .map((page) => ({ page, figures: figuresOf(readFileSync(join(report, page), "utf8"), report) }))
    .toSorted((a, b) => b.figures.length - a.figures.length || (a.page < b.page ? -1 : 1))
    .slice(0, MOST_PAGES);
  for (const [k, { page, figures }] of richest.entries()) {
    const twin = readFileSync(join(report, page.replace(/html$/, "md")), "utf8");
    // what stands in for a chart goes, and nothing that was a word may run
    const words = twin.replace(/!\[(?:[^\\\]]|\\.)*\]\([^)]*\)/g, "").replaceAll("${", "$\\{");
    const code = [
      'import * as Plot from "@observablehq/plot";',
      ...figures.map((figure) => chart(figure, report, source)),
    ];
    writeFileSync(
      join(source, k === 0 ? "index.md" : `page-${k}.md`),
      `${words}\n\n${code.map((text) => `\`\`\`js\n${text}\n\`\`\`\n`).join("\n")}`,
    );
  }
  writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}\n');
  writeFileSync(join(folder, "observablehq.config.js"), 'export default { root: "src", title: "Pages" };\n');
  runProgram("npm", ["install", "--no-audit", "--no-fund", ...FRAMEWORK], folder);
  done("Framework installed");
  const seconds = runProgram(join(folder, "node_modules/.bin/observable"), ["build"], folder);
  const first = readFileSync(join(folder, "dist", "page-1.html"), "utf8");
  const loaded = [
    ...first.matchAll(/<(?:link rel="modulepreload"|script type="module")[^>]*(?:href|src)="([^"]+\.js)"/g),
  ];
  const files = new Set(loaded.map(([, path]) => join(folder, "dist", path!)).filter(existsSync));
  return {
    by: "Observable Framework",
    pages: richest.length,
    charts: new Set(richest.flatMap(({ figures }) => figures)).size,
    seconds,
    scriptBytes: [...files].reduce((sum, file) => sum + statSync(file).size, 0),
  };
}

/** The figures of a page whose table is a file. */
function figuresOf(html: string, report: string): string[] {
  return [...html.matchAll(/<figure id="fig-([^"]+)"/g)]
    .map(([, id]) => id!)
    .filter((id) => existsSync(join(report, "figures", `${id}.csv`)));
}

/** Dots of the first two columns of numbers, or of one and the first column of words; the rows become a file of the page. */
function chart(figure: string, report: string, source: string): string {
  const rows = csvParse(readFileSync(join(report, "figures", `${figure}.csv`), "utf8"), autoType);
  // CSV would ask for a parser from the network
  writeFileSync(join(source, `${figure}.json`), JSON.stringify(rows));
  const numbers = rows.columns.filter((name) => rows.some((row) => typeof row[name] === "number"));
  const [x = rows.columns[0], y = rows.columns[0]] = numbers;
  const name = figure.replaceAll(/\W/g, "_");
  return [
    `const ${name} = FileAttachment("${figure}.json").json();`,
    `display(Plot.plot({ title: "${figure}", marks: [Plot.dot(await ${name}, { x: ${JSON.stringify(x)}, y: ${JSON.stringify(y)} }), Plot.ruleX([0])] }));`,
  ].join("\n");
}
