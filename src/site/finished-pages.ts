import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FinishedPage } from "../releases/freeze.ts";
import { filesOf } from "./files-of.ts";
import { pageAddress } from "./page-address.ts";
import { plainText } from "./plain-text.ts";

/** No part of a release: frozen versions themselves, what only the newest report has, and what is not found. */
const LEFT_OUT = /^(404\.html$|v\/|search\/|api\/|releases\/)/;

/**
 * The pages of a rendered site as a release keeps them: what stands in `<main>`, and what their heads say.
 *
 * @param site a folder that `renderSite` wrote
 * @throws {Error} when a page has no `<main>`: our bug
 */
export function finishedPages(site: string, paths: readonly string[]): FinishedPage[] {
  return paths
    .filter((path) => !LEFT_OUT.test(path))
    .map((path) => {
      const html = readFileSync(join(site, path), "utf8");
      const body = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1];
      if (body === undefined) throw new Error(`${path} has no <main>`);
      const title = plainText(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(body)?.[1] ?? path);
      const description = plainText(/<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? "");
      return { path: pageAddress(path), title, description, body };
    });
}

/**
 * The files beside the pages that a release keeps: the drawings and data of its figures. By path from the root.
 *
 * @param site a folder that `renderSite` wrote
 */
export function finishedFiles(site: string): Map<string, Uint8Array> {
  return new Map(
    filesOf(join(site, "figures"))
      .filter((path) => !path.endsWith(".html"))
      .map((path) => [`/figures/${path}`, readFileSync(join(site, "figures", path))]),
  );
}
