import { FaultError } from "../faults.ts";
import { nearest } from "../nearest.ts";
import { dataDecide } from "./data-decide.ts";
import { helm } from "./helm.ts";
import type { Importer } from "./importer.ts";
import { inspect } from "./inspect.ts";
import { llmFoundry } from "./llm-foundry.ts";
import { lmEval } from "./lm-eval.ts";
import { olmes } from "./olmes.ts";
import { table } from "./table.ts";

/** Every reader, as `--help` lists them. */
export const IMPORTERS: readonly Importer[] = [lmEval, olmes, dataDecide, llmFoundry, helm, inspect, table];

/**
 * The reader of that name.
 *
 * @throws {FaultError} when there is none
 */
export function importerOf(name: string): Importer {
  const found = IMPORTERS.find((importer) => importer.name === name);
  if (found !== undefined) return found;
  const names = IMPORTERS.map((importer) => importer.name);
  const near = nearest(name, names);
  const todo = near === null ? "`npm run import -- --help` lists them." : `Did you mean ${near}?`;
  throw new FaultError([
    { file: "import", value: `the format ${name} is not known`, expected: names.join(", "), todo },
  ]);
}
