import { cpSync, existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readAnalysis } from "../estimates/read-analysis.ts";
import { writeAnalysis } from "../estimates/write-analysis.ts";
import { onStopSignal } from "../stop-signals.ts";
import { analyseStudy } from "./analyse-study.ts";
import type { BuildProgress } from "./build-progress.ts";
import { tellInputs } from "./inputs.ts";
import { narrativePages } from "./narrative-pages.ts";
import { pageAddress } from "./page-address.ts";
import { basedLinks, relativeLinks } from "./relative-links.ts";
import { renderSite } from "./render-site.ts";
import { asideOf, assertReplaceable, replaceFolder } from "./replace-folder.ts";
import { writeSearchIndex } from "./search-index.ts";
import { shellAddress } from "./shell.ts";
import { type SideThread, sideThread } from "./side-thread.ts";
import { EXAMPLES_FILE } from "./site-examples.ts";
import { siteReleases } from "./site-releases.ts";
import { siteReport } from "./site-report.ts";
import { sitemapOf } from "./sitemap.ts";
import { workFolder } from "./work-folder.ts";
import { writeCards } from "./write-cards.ts";
import { writeMarkdown } from "./write-markdown.ts";

export interface BuildOptions {
  /** the study folder; never written to */
  readonly data: string;
  readonly content: string;
  /** becomes the report; an earlier report there is replaced when the new one is whole */
  readonly out: string;
  /** the path under which the site will be served: `/` or `/sub/path/` */
  readonly base: string;
  /** an analysis.json to render instead of analysing `data` */
  readonly analysis?: string | undefined;
  /** pixels of a figure's PNG per pixel of its drawing; 2 by default */
  readonly zoom?: number;
}

export interface Built {
  readonly pages: number;
  readonly estimates: number;
  readonly models: number;
}

/**
 * Builds the report: validates and analyses the study, compiles every page of the narrative, renders the site into a
 * temporary folder beside `out`, and puts it in place when all of it has succeeded.
 *
 * @throws {FaultError} with all faults of the study, or else all faults of the narrative; `out` is then as it was
 */
export async function buildReport(options: BuildOptions, progress: BuildProgress): Promise<Built> {
  const out = resolve(options.out);
  assertReplaceable(out);
  const folders: string[] = [];
  const clean = () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  const releaseSignals = onStopSignal(clean, `${options.out} is as it was`);
  let side: SideThread | undefined;
  try {
    // Astro keeps its half-made files inside the package whatever it is told, unless its output is there too.
    const rendering = workFolder(process.cwd());
    folders.push(rendering);
    const beside = workFolder(dirname(out));
    folders.push(beside);
    const analysis = join(rendering, "analysis", "analysis.json");
    if (options.analysis === undefined) await analyseStudy(options.data, analysis, progress);
    else await copyAnalysis(options.analysis, analysis);
    tellInputs({ ...options, analysis, build: rendering });
    const report = siteReport();
    side = sideThread(join(rendering, "side"));
    progress.step("Compiling the narrative");
    narrativePages();
    progress.step("Rendering the pages");
    const site = join(rendering, "site");
    const shells = new Set(siteReleases().map(({ version }) => `${shellAddress(version).slice(1)}index.html`));
    const pages = (await renderSite(site, rendering)).filter((page) => !shells.has(page));
    relate(site, pages, options.base);
    await Promise.all([
      side.finish({ site, pages: new Set(pages.map(pageAddress)) }),
      finishPages(site, pages, report.study.design.url, options.base),
    ]);
    const frozen = siteReleases().reduce((sum, { addresses }) => sum + addresses.pages.length, 0);
    const finished = join(beside, "site");
    moveFolder(site, finished);
    replaceFolder(finished, out, asideOf(out, beside));
    progress.done(`Rendered ${pages.length} pages${frozen > 0 ? `, and ${frozen} of releases` : ""}`);
    return { pages: pages.length, estimates: report.estimates.size, models: report.study.models };
  } finally {
    await side?.close();
    releaseSignals();
    clean();
  }
}

/** Writes what is made of the rendered pages. */
async function finishPages(
  site: string,
  pages: readonly string[],
  url: string | undefined,
  base: string,
): Promise<void> {
  const { robots, sitemap } = sitemapOf(pages, url, base);
  writeFileSync(join(site, "robots.txt"), robots);
  if (sitemap !== null) writeFileSync(join(site, "sitemap.xml"), sitemap);
  // the index is made by a process of its own, so that it does not wait for the rest
  await Promise.all([writeSearchIndex(site, pages), writeMarkdown(site, pages), writeCards(site)]);
}

/** Takes an analysis made before, with the example items that stand beside it if any do. */
async function copyAnalysis(from: string, to: string): Promise<void> {
  await writeAnalysis(readAnalysis(from), to);
  const examples = join(dirname(from), EXAMPLES_FILE);
  if (existsSync(examples)) cpSync(examples, join(dirname(to), EXAMPLES_FILE));
}

/** Moves a folder to where nothing is yet, on this file system or another. */
function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    cpSync(from, to, { recursive: true });
  }
}

/** Makes the links of pages relative, so that the site works under any path. */
function relate(site: string, pages: readonly string[], base: string): void {
  for (const page of pages) {
    const path = join(site, page);
    const html = readFileSync(path, "utf8");
    writeFileSync(path, page === "404.html" ? basedLinks(html, base) : relativeLinks(html, page));
  }
  // a style sheet finds its fonts beside itself
  for (const name of globSync("_astro/*.css", { cwd: site })) {
    const path = join(site, name);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("url(/_astro/", "url("));
  }
}
