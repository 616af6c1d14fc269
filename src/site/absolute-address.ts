import { siteInputs } from "./inputs.ts";
import { siteReport } from "./site-report.ts";

/** The whole address of a path from the root of the site; null where the study does not say where its report is published. */
export function absoluteAddress(path: string): string | null {
  const { url } = siteReport().study.design;
  return url === undefined ? null : new URL(`${siteInputs().base}${path.slice(1)}`, url).href;
}
