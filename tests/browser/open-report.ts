import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../src/site/launch-browser.ts";
import { staticServer } from "../../src/site/static-server.ts";
import { runBuild, SMALL_PICTURES } from "../site/run-build.ts";
import { RAGGED } from "../studies/write-study.ts";

/** A report that was built for a test, served, and a browser to look at it with. */
export interface OpenReport {
  /** the built folder */
  readonly folder: string;
  /** the address of the overview, with a slash at the end */
  readonly url: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** Builds the report of a small study with items and questions, serves it, and starts a browser. */
export async function openReport(port: number): Promise<OpenReport> {
  const work = mkdtempSync(join(tmpdir(), "browser-"));
  const [data, folder] = [join(work, "data"), join(work, "report")];
  mkdirSync(data);
  RAGGED["items and questions"]!(data);
  const { status, stderr } = await runBuild(...SMALL_PICTURES, "--data", data, "--out", folder);
  if (status !== 0) throw new Error(`the report was not built:\n${stderr}`);
  const { server, url } = await staticServer(folder, port);
  const browser = await launchBrowser();
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(work, { recursive: true, force: true });
  };
  return { folder, url, browser, close };
}
