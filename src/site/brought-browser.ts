import { execFile } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runFolder } from "../files.ts";

/** A browser that can be started. */
export interface BrowserProgram {
  readonly executablePath: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The package unpacks the libraries that a bare machine lacks only where it believes to run on this runtime. */
const RUNTIME = "nodejs22.x";

/**
 * The Chromium without windows that npm brought (`@sparticuz/chromium`), with its own libraries, and with its own fonts where the
 * machine has none. It is unpacked among the caches of `node_modules` when it is first asked for; two that ask at once do not
 * collide.
 *
 * @returns null on a machine that it is not made for
 */
export async function broughtBrowser(): Promise<BrowserProgram | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const entry = import.meta.resolve("@sparticuz/chromium");
  const cache = join(dirname(fileURLToPath(entry)), "../../../.cache");
  const folder = join(cache, "chromium");
  if (!existsSync(folder)) await unpack(entry, cache, folder);
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  const hasFonts = existsSync("/etc/fonts");
  return {
    executablePath: join(folder, "chromium"),
    env: hasFonts ? env : { ...env, FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

/** The package unpacks into the folder for temporary files, whatever is there: it gets one of its own. */
async function unpack(entry: string, cache: string, folder: string): Promise<void> {
  const work = runFolder(cache, ".chromium-");
  const program = `import chromium from ${JSON.stringify(entry)}; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    env: { ...process.env, TMPDIR: work, AWS_LAMBDA_JS_RUNTIME: RUNTIME },
  });
  try {
    renameSync(work, folder);
  } catch (error) {
    rmSync(work, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
