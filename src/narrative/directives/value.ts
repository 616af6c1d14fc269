import { FORMATS, type Format, formatEstimate } from "../../estimates/format-estimate.ts";
import { lookUp } from "../../estimates/look-up.ts";
import { nearest } from "../../nearest.ts";
import type { Directive, DirectiveUse } from "../directive.ts";
import { estimateLink } from "../estimate-link.ts";
import { text } from "../nodes.ts";

/** `:value[ID]{format interval decimals else}`: the number of an estimate, linked to its row. An undefined one needs `else`. */
export const value: Directive = {
  forms: ["text"],
  label: "the id of an estimate",
  attributes: ["format", "interval", "decimals", "else"],
  expand: (use) => {
    const { label, attributes, report, page, fault } = use;
    const found = lookUp(label, report);
    const fallback = attributes.else;
    if (found.kind === "unknown") {
      fault(`:value[${label}]`, "the id of an estimate", found.suggestion);
      return [];
    }
    const options = readFormat(use);
    if (!options) return [];
    const words = found.kind === "found" ? formatEstimate(found.estimate, options) : null;
    if (words === null && fallback === undefined) {
      const why =
        found.kind === "found" ? (found.estimate.reason ?? found.estimate.pReason ?? "no p-value") : found.reason;
      fault(
        `:value[${label}] is undefined here (${why})`,
        "a number, or a text for when there is none",
        'Add else="…".',
      );
      return [];
    }
    if (found.kind === "found") return [estimateLink(words ?? fallback ?? "", found.estimate, page)];
    return [text(fallback ?? "")];
  },
};

/** The attributes `format`, `decimals` and `interval` of a directive that prints a number. @returns null after a fault */
export function readFormat({ attributes, fault }: DirectiveUse) {
  const format = FORMATS.find((each) => each === attributes.format) as Format | undefined;
  if (attributes.format !== undefined && !format) {
    const similar = nearest(attributes.format, FORMATS);
    const todo = similar ? `Did you mean ${similar}?` : "Choose one of them.";
    fault(`format=${attributes.format}`, `one of ${FORMATS.join(", ")}`, todo, { attribute: "format", offset: 0 });
    return null;
  }
  const decimals = attributes.decimals === undefined ? undefined : Number(attributes.decimals);
  if (decimals !== undefined && !(Number.isInteger(decimals) && decimals >= 0 && decimals <= 9)) {
    fault(`decimals=${attributes.decimals}`, "a whole number from 0 to 9", "Mend it.", {
      attribute: "decimals",
      offset: 0,
    });
    return null;
  }
  return { format, decimals, interval: attributes.interval !== undefined };
}
