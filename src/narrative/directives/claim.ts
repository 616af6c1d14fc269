import type { PhrasingContent } from "mdast";
import { toString as plainText } from "mdast-util-to-string";
import { CLAIM_STATUSES, type ClaimDecision, type ClaimStatus, claimStatus } from "../../claims/claim-status.ts";
import { formatEstimate } from "../../estimates/format-estimate.ts";
import { formatP } from "../../estimates/format-p.ts";
import type { Directive, DirectiveUse } from "../directive.ts";
import { estimateLink } from "../estimate-link.ts";
import { type Block, block, phrase, text } from "../nodes.ts";
import type { Page } from "../page.ts";

/**
 * `:::claim{#id when="…" unless="…" expect="holds"}`: a sentence with a condition, its status and the numbers that decide
 * it. What is not as expected is no fault here: it is recorded on the page, for the check.
 */
export const claim: Directive = {
  forms: ["container"],
  label: null,
  attributes: ["id", "when", "unless", "expect"],
  expand: (use) => {
    const { node, attributes, page, source, report, fault } = use;
    const { id = "", when, unless } = attributes;
    const address = `claim-${id}`;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
      fault(id === "" ? ":::claim without id" : `#${id}`, "an id such as #science-persists", "Add {#id …}.");
    else if (page.usedIds.has(address)) fault(`a second claim #${id}`, "ids used once", "Give it another id.");
    page.usedIds.add(address);
    if (when === undefined) {
      fault(":::claim without condition", 'when="…"', "Say which estimates decide it.");
      return [];
    }
    const expect = readExpected(use);
    const decision = claimStatus(unless === undefined ? { when } : { when, unless }, report);
    for (const { of, start, message, todo } of decision.problems)
      fault(`${of}: ${message}`, "a condition over estimates", todo, { attribute: of, offset: start });
    if (expect === null || decision.problems.length > 0) return [];
    use.expandInside();
    const { line = 1 } = node.position?.start ?? {};
    const words = plainText(node).replace(/\s+/g, " ").trim();
    page.claims.push({ id, file: source.file, line, text: words, when, unless, expect, decision });
    const { className, mark, label } = LOOKS[decision.status];
    const status = block("p", { className: ["status"] }, [
      phrase("b", {}, [phrase("span", { ariaHidden: "true" }, [text(mark)]), text(` ${label}`)]),
      text(" "),
      ...evidence(decision, page),
      text(" "),
      phrase("a", { className: ["anchor"], href: `#${address}`, ariaLabel: "Link to this claim" }, [text("#")]),
      text(" "),
      phrase("span", { className: ["tools"] }, [
        phrase("a", { href: `#cite-${address}`, ariaLabel: "Cite this claim" }, [text("Cite")]),
      ]),
    ]);
    return [
      block("div", { className: ["claim", className], id: address }, [...(node.children as Block["children"]), status]),
    ];
  },
};

const LOOKS: Readonly<Record<ClaimStatus, { className: string; mark: string; label: string }>> = {
  holds: { className: "holds", mark: "✓", label: "Holds" },
  fails: { className: "fails", mark: "✗", label: "Fails" },
  "cannot tell": { className: "unknown", mark: "?", label: "Cannot tell" },
};

function readExpected({ attributes, fault }: DirectiveUse): ClaimStatus | null {
  const { expect = "holds" } = attributes;
  const known = CLAIM_STATUSES.find((status) => status === expect);
  if (!known)
    fault(`expect=${expect}`, `one of ${CLAIM_STATUSES.join(", ")}`, "Choose one.", { attribute: "expect", offset: 0 });
  return known ?? null;
}

const SHOWN = 4;

/** The numbers that decided a claim, linked; at most four, the rest counted. */
function evidence({ asked, globs, reason }: ClaimDecision, page: Page): PhrasingContent[] {
  const parts: PhrasingContent[][] = asked.slice(0, SHOWN).map((estimate) => {
    const value = formatEstimate(estimate, { interval: true }) ?? "undefined";
    const p =
      estimate.p && formatP(estimate.p.adjusted ?? estimate.p.value, estimate.p.adjusted === undefined ? "p" : "q");
    const words = [value, p, estimate.verdict].filter((part) => part !== undefined).join(", ");
    return [estimateLink(words, estimate, page)];
  });
  if (asked.length > SHOWN) parts.push([text(`and ${asked.length - SHOWN} more`)]);
  for (const { size } of globs) parts.push([text(`over ${size} ${size === 1 ? "estimate" : "estimates"}`)]);
  if (reason !== null) parts.push([text(reason.replace(/^[^ ]+: /, ""))]);
  return parts.flatMap((part, k) => (k === 0 ? part : [text("; "), ...part]));
}
