import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { broughtBrowser } from "./brought-browser.ts";

/** What a page of this report needs, and nothing that talks to the outside. */
const ARGUMENTS = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
] as const;

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"] as const;

/**
 * Starts Chromium without a window: that of `$CHROME_PATH`, else the one that npm brought, which takes half of the time of one
 * with windows, else the first on `$PATH`.
 *
 * @param more further arguments of the program
 * @throws {Error} when there is none, `$CHROME_PATH` names no program, or the browser does not start
 */
export async function launchBrowser(
  environment: NodeJS.ProcessEnv = process.env,
  more: readonly string[] = [],
): Promise<Browser> {
  const own = environment.CHROME_PATH ? null : await broughtBrowser();
  const { executablePath, env } = own ?? {
    executablePath: environment.CHROME_PATH || onPath(environment.PATH ?? ""),
    env: environment,
  };
  if (executablePath === undefined)
    throw new Error("there is no Chromium: install one, or name one in the variable CHROME_PATH");
  const isRoot = process.getuid?.() === 0;
  const args = [...ARGUMENTS, ...(isRoot || own ? ["--no-sandbox"] : []), ...more];
  return chromium.launch({ executablePath, args, env });
}

/** The first Chromium or Chrome in the folders of `$PATH`. */
function onPath(folders: string): string | undefined {
  const candidates = folders.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
