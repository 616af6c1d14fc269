import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

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
 * Starts Chromium without a window: that of `$CHROME_PATH`, else the first on `$PATH`, else the one that npm brought
 * (`@sparticuz/chromium`, unpacked into the temporary folder on its first use).
 *
 * @param more further arguments of the program
 * @throws {Error} when `$CHROME_PATH` names no program, or the browser does not start
 */
export async function launchBrowser(
  environment: NodeJS.ProcessEnv = process.env,
  more: readonly string[] = [],
): Promise<Browser> {
  const found = environment.CHROME_PATH || onPath(environment.PATH ?? "");
  const own = found === undefined ? await fromNpm() : { executablePath: found, args: [] };
  const isRoot = process.getuid?.() === 0;
  const args = [...new Set([...own.args, ...ARGUMENTS, ...(isRoot ? ["--no-sandbox"] : []), ...more])];
  return chromium.launch({ executablePath: own.executablePath, args });
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

async function fromNpm(): Promise<{ executablePath: string; args: readonly string[] }> {
  // The package unpacks the libraries that a bare machine lacks only where it believes to run on this runtime.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  const { default: packed } = await import("@sparticuz/chromium");
  return { executablePath: await packed.executablePath(), args: packed.args };
}
