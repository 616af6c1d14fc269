import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExampleItems } from "../analysis/example-items.ts";
import { siteInputs } from "./inputs.ts";

/** The name of the file of example items, beside analysis.json. */
export const EXAMPLES_FILE = "examples.json";

/** The example items that stand beside the analysis; null where there is no such file. */
export function siteExamples(): ExampleItems | null {
  const path = join(dirname(siteInputs().analysis), EXAMPLES_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as ExampleItems) : null;
}
