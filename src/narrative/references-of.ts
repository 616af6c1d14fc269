import { Cite } from "@citation-js/core";
import "@citation-js/plugin-csl";
import { escapeHtml } from "../figures/escape-html.ts";
import type { Bibliography, Reference } from "./bibliography.ts";
import type { CslItem } from "./csl-item.ts";

/**
 * Sources as entries in the style of the APA, by CSL; addresses in them are links.
 *
 * @see https://citationstyles.org
 */
export function referencesOf(items: readonly CslItem[]): Bibliography {
  if (items.length === 0) return new Map();
  const byKey = new Map(items.map((item) => [item.id, item]));
  const list = new Cite(items).format("bibliography", { format: "html", template: "apa", lang: "en-US" });
  const entries = list.matchAll(/<div data-csl-entry-id="([^"]+)" class="csl-entry">([\s\S]*?)<\/div>/g);
  const references = [...entries].map(([, key = "", entry = ""]): Reference => {
    const { author, issued } = byKey.get(key)!;
    const text = decoded(entry.replace(/<[^>]*>/g, ""));
    const year = `${issued?.["date-parts"][0][0] ?? "n.d."}`;
    return { key, authors: authorsOf(author), year, html: linked(entry.trim()), text };
  });
  return new Map(references.map((reference) => [reference.key, reference]));
}

function authorsOf(authors: CslItem["author"]): string {
  const [first = "", second, third] = authors.map((author) => ("literal" in author ? author.literal : author.family));
  if (second === undefined) return first;
  return third === undefined ? `${first} & ${second}` : `${first} et al.`;
}

/** Addresses at the end of an entry become links; the list has them escaped already. */
function linked(entry: string): string {
  return entry.replace(/https?:\/\/[^\s]+$/, (address) => {
    const href = escapeHtml(encoded(decoded(address)));
    return `<a href="${href}" rel="external noopener">${address}</a>`;
  });
}

/** An address with its escapes once: one in which a percent sign begins no escape has none, and is taken as it is. */
function encoded(address: string): string {
  const whole = address.toWellFormed();
  try {
    return encodeURI(decodeURI(whole));
  } catch {
    return encodeURI(whole);
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function decoded(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => NAMED[name]!)
    .replace(/\s+/g, " ")
    .trim();
}
