import { certainty } from "../estimates/certainty.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { type Phrase, phrase, text } from "./nodes.ts";
import type { Page } from "./page.ts";

/** Words that rest on an estimate, linked to its row; what it is and how sure stands in the title. */
export function estimateLink(words: string, estimate: Estimate, page: Page): Phrase {
  page.quoted.add(estimate.id);
  const href = page.options.estimateHref(estimate.id);
  return phrase("a", { className: ["value"], href, title: certainty(estimate) }, [text(words)]);
}
