import type { Estimate } from "../../estimates/estimate.ts";
import { lookUp } from "../../estimates/look-up.ts";
import type { Directive } from "../directive.ts";
import { estimateLink } from "../estimate-link.ts";
import { text } from "../nodes.ts";

/**
 * `:sign[ID]{positive negative unclear undefined}`: the word that the interval of an estimate allows: `positive` when it
 * lies above zero, `negative` below, `unclear` when it includes zero or there is none, `undefined` when there is no value.
 */
export const sign: Directive = {
  forms: ["text"],
  label: "the id of an estimate, such as a difference",
  attributes: ["positive", "negative", "unclear", "undefined"],
  expand: ({ label, attributes, report, page, fault }) => {
    const found = lookUp(label, report);
    if (found.kind === "unknown") {
      fault(`:sign[${label}]`, "the id of an estimate", found.suggestion);
      return [];
    }
    for (const key of ["positive", "negative", "unclear"])
      if (attributes[key] === undefined) {
        fault(`:sign without ${key}`, "words for positive, negative and unclear", `Add ${key}="…".`);
        return [];
      }
    const key = found.kind === "found" ? signOf(found.estimate) : "undefined";
    const words = attributes[key];
    if (words === undefined) {
      const why = found.kind === "found" ? found.estimate.reason : found.reason;
      fault(
        `:sign[${label}] is undefined here (${why})`,
        "a number, or words for when there is none",
        'Add undefined="…".',
      );
      return [];
    }
    return [found.kind === "found" ? estimateLink(words, found.estimate, page) : text(words)];
  },
};

function signOf({ value, interval }: Estimate): "positive" | "negative" | "unclear" | "undefined" {
  if (value === null) return "undefined";
  if (interval && interval.low > 0) return "positive";
  return interval && interval.high < 0 ? "negative" : "unclear";
}
