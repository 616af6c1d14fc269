import { nearest } from "../nearest.ts";
import type { Report } from "./analysis.ts";
import type { Estimate } from "./estimate.ts";
import { PLACEHOLDERS, resolveId } from "./resolve-id.ts";

/** What stands behind an id: an estimate, nothing because the study cannot have it, or nothing because the id is wrong. */
export type LookUp =
  | { readonly kind: "found"; readonly estimate: Estimate }
  | { readonly kind: "absent"; readonly id: string; readonly reason: string }
  | { readonly kind: "unknown"; readonly id: string; readonly suggestion: string };

/** Finds the estimate of an id that may hold placeholders; an id that is wrong comes with a sentence on what to write. */
export function lookUp(template: string, report: Report): LookUp {
  const { id, absent, unknown } = resolveId(template, report.study.design);
  if (unknown[0] !== undefined) {
    const names = PLACEHOLDERS.map((name) => `{${name}}`).join(", ");
    return {
      kind: "unknown",
      id,
      suggestion: `There is no placeholder {${unknown[0]}}; the placeholders are ${names}.`,
    };
  }
  const estimate = report.estimates.get(id);
  if (estimate) return { kind: "found", estimate };
  if (absent !== null) return { kind: "absent", id, reason: absent };
  const similar = nearestId(id, report);
  const suggestion = similar ? `Did you mean ${similar}?` : "The page of estimates lists every id.";
  return { kind: "unknown", id, suggestion };
}

/** Among the ids of the same protocol, if there are any: a study has tens of thousands. */
function nearestId(id: string, { estimates }: Report): string | null {
  const protocol = `${id.split("/", 1)[0]}/`;
  const own = estimates.keys().filter((each) => each.startsWith(protocol));
  return nearest(id, own) ?? nearest(id, estimates.keys());
}
