import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Import } from "../../src/importers/import-study.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import type { Study } from "../../src/study/study.ts";
import { type WrittenRun, writeLmEval } from "./write-lm-eval.ts";

/** A fresh folder for each test of a file, and how its tests write logs into it and look at what came of them. */
export function importFolder() {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "import-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  return {
    at: (...path: readonly string[]): string => join(root, ...path),
    write: (folder: string, run: WrittenRun) => writeLmEval(join(root, "logs", folder), run),
    study: (): Promise<Study> => loadStudy(join(root, "study")),
    /** what an import leaves behind beside the logs and the map */
    left: () => readdirSync(root).filter((name) => !["logs", "map.yaml"].includes(name)),
  };
}

export const summary = (result: Import) => result.summary;

/** The cell of a benchmark at a stage. */
export const cellOf = (loaded: Study, benchmark: string, stage = "pretrain") =>
  loaded.cells.find((cell) => cell.benchmark === benchmark && cell.stage === stage)!;
