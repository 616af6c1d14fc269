import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Import, importStudy } from "../../src/importers/import-study.ts";

/** A map for models that are named `lab/MIXTURE-SCALE-seedN-base` or `…-sft`. */
export const MAP = `
models:
  patterns:
    - '^lab/(?<mixture>[a-z]+)-(?<scale>[0-9]+M)-seed(?<seed>[0-9]+)-(?<stage>base|sft)'
values: {stage: {base: pretrain}}
`;

/** Imports the folder `logs` of `root` into its folder `study`. */
export function importInto(root: string, map: string | null = MAP, format = "lm-eval"): Promise<Import> {
  const file = join(root, "map.yaml");
  if (map !== null) writeFileSync(file, map);
  const request = { format, paths: [join(root, "logs")], out: join(root, "study"), map: map === null ? null : file };
  return importStudy(request, () => {});
}

/** The message of a refused import; fails when it is not refused. */
export async function refusal(importing: Promise<unknown>): Promise<string> {
  try {
    await importing;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "FaultError") throw error;
    return error.message;
  }
  throw new Error("the import was not refused");
}
