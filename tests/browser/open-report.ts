import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { launchBrowser } from "../../src/site/launch-browser.ts";
import { staticServer } from "../../src/site/static-server.ts";
import { madeOnce } from "../made-once.ts";
import { freezeTwice } from "../releases/freeze-built.ts";
import { runBuild, SMALL_PICTURES } from "../site/run-build.ts";
import { RAGGED, writeStudy } from "../studies/write-study.ts";

/** A report that was built for a test, served, and a browser to look at it with. */
export interface OpenReport {
  /** the built folder */
  readonly folder: string;
  /** the address of the overview, with a slash at the end */
  readonly url: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/**
 * The report of a small study with items and questions, and with two releases: another small report, frozen. Built once for all
 * files of tests.
 *
 * @returns its folder
 */
export async function smallReport(): Promise<string> {
  const work = await madeOnce("small-report", async (path) => {
    const [released, data] = [join(path, "released"), join(path, "data")];
    mkdirSync(released);
    writeStudy(released, { mixtures: 4, benchmarks: 3, seeds: [1], items: 30, questions: true });
    mkdirSync(data);
    RAGGED["items and questions"]!(data);
    const before = join(path, "report-released");
    await build(released, before);
    freezeTwice(before, data);
    await build(data, join(path, "report"));
  });
  return join(work, "report");
}

async function build(data: string, out: string): Promise<void> {
  const { status, stderr } = await runBuild(...SMALL_PICTURES, "--data", data, "--out", out);
  if (status !== 0) throw new Error(stderr);
}

/** Serves the small report, and starts a browser. */
export async function openReport(port: number, launch: () => Promise<Browser> = launchBrowser): Promise<OpenReport> {
  const folder = await smallReport();
  const { server, url } = await staticServer(folder, port);
  const browser = await launch();
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  return { folder, url, browser, close };
}

/** A window on a report; without script unless asked: a page must be whole without. */
export function openWindow(
  report: OpenReport,
  width: number,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return report.browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false, ...options });
}
