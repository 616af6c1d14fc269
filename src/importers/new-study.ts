import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { writeBelow } from "../files.ts";
import { loadStudy } from "../study/load-study.ts";
import { freshFolder } from "./fresh-folder.ts";
import { hasColumnsAlone, readImportMap } from "./import-map.ts";
import { type Import, importStudy } from "./import-study.ts";
import { slug } from "./slug.ts";
import { companionFiles, studyTemplate } from "./study-template.ts";

/** Logs to begin a study from. */
export interface NewStudySource {
  readonly format: string;
  readonly paths: readonly string[];
  /** null, or one of a table’s columns alone, uses the draft of a map, when it places everything */
  readonly map: string | null;
}

/**
 * Writes a fresh study folder with invented numbers: a commented design, results, a note for the narrative, a workflow.
 *
 * @throws {FaultError} when there is something at `folder`
 */
export async function newStudy(folder: string): Promise<void> {
  await freshFolder(folder, async (temporary) => {
    for (const [path, text] of Object.entries(studyTemplate(slug(basename(resolve(folder)), "study")))) {
      writeBelow(temporary, path, text);
    }
    await loadStudy(temporary);
  });
}

/**
 * Makes a study folder from logs in one go, with everything that a fresh one has beside its data.
 *
 * @returns the draft of a map, and nothing is written, where there is no map and the names leave something open
 * @throws {FaultError} as `importStudy`
 */
export async function newStudyFrom(
  folder: string,
  { format, paths, map }: NewStudySource,
  step: (doing: string) => void,
): Promise<Import> {
  const request = { format, paths, out: folder, companions: companionFiles };
  if (map !== null && !hasColumnsAlone(readImportMap(map))) return importStudy({ ...request, map }, step);
  const draft = await importStudy({ ...request, map, out: null }, step);
  if (draft.kind !== "draft" || draft.open.length > 0) return draft;
  const aside = mkdtempSync(join(tmpdir(), "draft-map-"));
  try {
    const file = join(aside, "map.yaml");
    writeFileSync(file, draft.text);
    const result = await importStudy({ ...request, map: file }, step);
    const assumed = [...draft.summary.assumed, ...result.summary.assumed];
    return { ...result, summary: { ...result.summary, assumed } };
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
