import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type BibliographyFile, type ReadBibliography, readBibliography } from "../narrative/index.ts";
import { siteInputs } from "./inputs.ts";

let held: { readonly key: string; readonly read: ReadBibliography } | undefined;

/**
 * The sources of the report: those of the portable narrative (`bibliography.json` beside it), then those that only this
 * study's commentary cites (`commentary/bibliography.json`). Neither has to be there. Read again when a file has changed.
 */
export function siteBibliography(): ReadBibliography {
  const { content, data } = siteInputs();
  const paths = [join(content, "bibliography.json"), join(data, "commentary", "bibliography.json")];
  const files = paths.flatMap((path): BibliographyFile[] => {
    if (!existsSync(path)) return [];
    const file = relative(process.cwd(), path).replace(/^\.\.\/.*/, path);
    return [{ file, json: readFileSync(path, "utf8") }];
  });
  const key = JSON.stringify(files);
  if (held?.key !== key) held = { key, read: readBibliography(files) };
  return held.read;
}
