import { globSync } from "node:fs";
import { join } from "node:path";

/**
 * Renders the site of what `tellInputs` was told, with Astro. Links start at the root.
 *
 * @param site becomes the folder of the site
 * @param work a folder for what Astro keeps meanwhile
 * @returns the paths of its pages, with forward slashes
 */
export async function renderSite(site: string, work: string): Promise<string[]> {
  // loaded late: what is refused before anything is rendered is refused at once
  const { build } = await import("astro");
  await build({
    root: process.cwd(),
    outDir: site,
    cacheDir: join(work, "cache"),
    logLevel: "silent",
    vite: { cacheDir: join(work, "vite"), logLevel: "silent" },
  });
  return globSync("**/*.html", { cwd: site }).map((path) => path.replaceAll("\\", "/"));
}
