import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { build } from "astro";
import { analyze } from "../analysis/analyze.ts";
import { writeAnalysis } from "../estimates/write-analysis.ts";
import { loadStudy } from "../study/load-study.ts";
import { tellInputs } from "./inputs.ts";
import { narrativePages } from "./narrative-pages.ts";
import { basedLinks, relativeLinks } from "./relative-links.ts";
import { assertReplaceable, replaceFolder } from "./replace-folder.ts";
import { siteReport } from "./site-report.ts";

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
}

export interface Built {
  readonly pages: number;
  readonly estimates: number;
  readonly models: number;
}

/** Told what is being done, and what was done. */
export interface BuildProgress {
  readonly step: (doing: string) => void;
  readonly done: (what: string) => void;
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
  mkdirSync(dirname(out), { recursive: true });
  removeAbandoned(dirname(out));
  const work = mkdtempSync(join(dirname(out), `.build-${process.pid}-`));
  const removeWork = () => rmSync(work, { recursive: true, force: true });
  const stop = () => {
    removeWork();
    process.exit(130);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const analysis = join(work, "analysis", "analysis.json");
    if (options.analysis === undefined) await analyse(options.data, analysis, progress);
    else cpSync(dirname(resolve(options.analysis)), dirname(analysis), { recursive: true });
    tellInputs({ ...options, analysis });
    const report = siteReport();
    progress.step("Compiling the narrative");
    narrativePages();
    progress.step("Rendering the pages");
    const site = join(work, "site");
    const pages = await render(site, work, options.base);
    replaceFolder(site, out, join(work, "old"));
    progress.done(`Rendered ${pages} pages`);
    return { pages, estimates: report.estimates.size, models: report.study.models };
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    removeWork();
  }
}

async function analyse(data: string, path: string, progress: BuildProgress): Promise<void> {
  progress.step("Reading the study");
  const study = await loadStudy(data);
  progress.done(`Read ${study.cells.length} cells of ${study.design.title}`);
  progress.step("Analysing");
  const analysis = await analyze(study, (done) => progress.step(`Analysing: ${done} done`));
  writeAnalysis(analysis, path);
  progress.done(`Computed ${analysis.estimates.length} estimates`);
}

/** Renders the site with Astro and makes its links relative. @returns the number of pages */
async function render(site: string, work: string, base: string): Promise<number> {
  await build({
    root: process.cwd(),
    outDir: site,
    cacheDir: join(work, "cache"),
    logLevel: "error",
    vite: { cacheDir: join(work, "vite"), logLevel: "error" },
  });
  const pages = globSync("**/*.html", { cwd: site });
  for (const page of pages) {
    const path = join(site, page);
    const html = readFileSync(path, "utf8");
    writeFileSync(path, page === "404.html" ? basedLinks(html, base) : relativeLinks(html, page));
  }
  return pages.length;
}

/** Removes the working folders of builds that were killed: their process is no more. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(/^\.build-(\d+)-/.exec(basename(name))?.[1]);
    if (pid && !isRunning(pid) && existsSync(join(parent, name)))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
