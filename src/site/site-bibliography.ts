import { join, relative } from "node:path";
import { readBelow } from "../files.ts";
import { held } from "../held.ts";
import { type BibliographyFile, type ReadBibliography, readBibliography } from "../narrative/index.ts";
import { siteInputs } from "./inputs.ts";

/**
 * The sources of the report: those of the portable narrative (`bibliography.json` beside it), then those that only this
 * study's commentary cites (`commentary/bibliography.json`). Neither has to be there. Read again when a file has changed.
 */
export function siteBibliography(): ReadBibliography {
  const { build } = siteInputs();
  if (build !== null) return held("bibliography", [build], () => readBibliography(readFiles()));
  const files = readFiles();
  return held("bibliography", [JSON.stringify(files)], () => readBibliography(files));
}

function readFiles(): BibliographyFile[] {
  const { content, data } = siteInputs();
  const places = [
    { folder: content, name: "bibliography.json" },
    { folder: data, name: join("commentary", "bibliography.json") },
  ];
  return places.flatMap(({ folder, name }) => {
    const json = readBelow(folder, name);
    if (json === null) return [];
    const path = join(folder, name);
    return [{ file: relative(process.cwd(), path).replace(/^\.\.\/.*/, path), json }];
  });
}
