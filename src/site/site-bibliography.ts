import { join, relative } from "node:path";
import { readBelow } from "../files.ts";
import { type BibliographyFile, type ReadBibliography, readBibliography } from "../narrative/index.ts";
import { siteInputs } from "./inputs.ts";

let held: { readonly key: string; readonly read: ReadBibliography } | undefined;

/**
 * The sources of the report: those of the portable narrative (`bibliography.json` beside it), then those that only this
 * study's commentary cites (`commentary/bibliography.json`). Neither has to be there. Read again when a file has changed.
 */
export function siteBibliography(): ReadBibliography {
  const { content, data, build } = siteInputs();
  if (build !== null && held?.key === build) return held.read;
  const places = [
    { folder: content, name: "bibliography.json" },
    { folder: data, name: join("commentary", "bibliography.json") },
  ];
  const files = places.flatMap(({ folder, name }): BibliographyFile[] => {
    const json = readBelow(folder, name);
    if (json === null) return [];
    const path = join(folder, name);
    return [{ file: relative(process.cwd(), path).replace(/^\.\.\/.*/, path), json }];
  });
  const key = build ?? JSON.stringify(files);
  if (held?.key !== key) held = { key, read: readBibliography(files) };
  return held.read;
}
