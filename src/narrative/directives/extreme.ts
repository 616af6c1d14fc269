import type { Estimate } from "../../estimates/estimate.ts";
import { formatEstimate } from "../../estimates/format-estimate.ts";
import type { Directive, DirectiveUse } from "../directive.ts";
import { estimateLink } from "../estimate-link.ts";
import { text } from "../nodes.ts";
import { readSelection } from "../read-selection.ts";
import { subjectLink } from "../subject-link.ts";
import { readFormat } from "./value.ts";

/**
 * `:most[GLOB]{where show interval format else}`: the label of what has the largest value (benchmark, category, mixture,
 * scale …), or with `show=value` the value itself. `:least` likewise. Of equals the first by id; undefined ones never.
 */
function extreme(direction: 1 | -1): Directive {
  return {
    forms: ["text"],
    label: "ids of estimates, with * for any part",
    attributes: ["where", "show", "interval", "format", "decimals", "else"],
    expand: (use) => {
      const { attributes, fault, label, page } = use;
      const selection = readSelection(use);
      if (!selection) return [];
      const best = bestOf(selection.chosen, direction);
      if (!best) {
        if (attributes.else !== undefined) return [text(attributes.else)];
        fault(`:${use.node.name}[${label}] has no defined estimate here`, "one, or a text for none", 'Add else="…".');
        return [];
      }
      if (attributes.show === "value") return shownValue(use, best);
      if (attributes.show !== undefined && attributes.show !== "label")
        fault(`show=${attributes.show}`, "label or value", "Choose one.", { attribute: "show", offset: 0 });
      page.quoted.add(best.id);
      return [subjectLink(label, best, page)];
    },
  };
}

function bestOf(estimates: readonly Estimate[], direction: 1 | -1): Estimate | null {
  let best: Estimate | null = null;
  for (const each of estimates)
    if (each.value !== null && (best?.value == null || (each.value - best.value) * direction > 0)) best = each;
  return best;
}

function shownValue(use: DirectiveUse, estimate: Estimate) {
  const options = readFormat(use);
  const words = options && formatEstimate(estimate, options);
  return words === null ? [] : [estimateLink(words, estimate, use.page)];
}

export const most: Directive = extreme(1);
export const least: Directive = extreme(-1);
