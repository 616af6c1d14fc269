import { analyze } from "../../src/analysis/analyze.ts";
import type { Analysis } from "../../src/estimates/analysis.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import type { Study } from "../../src/study/study.ts";

/** The folder of the bundled study. */
export const DATA = new URL("../../data", import.meta.url).pathname;

let made: Promise<{ readonly study: Study; readonly analysis: Analysis }> | null = null;

/** The bundled study and its analysis: made once, whatever files of tests share the process. */
export function bundledAnalysis(): NonNullable<typeof made> {
  made ??= loadStudy(DATA).then(async (study) => ({ study, analysis: await analyze(study) }));
  return made;
}
