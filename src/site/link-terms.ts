import { escapeHtml } from "../figures/escape-html.ts";
import type { Term } from "./glossary-terms.ts";

/** Elements whose words are left alone: they are links or headings already, or data. */
const LEFT_ALONE = /^(a|h[1-6]|code|figure|svg|table|summary|small|sup|math|cite)$/;

/**
 * Links the first use of every term on a page to its place in the glossary, with its definition as the title. Words are
 * matched whole, in either case at their beginning, with a plural s; longer terms before shorter ones.
 *
 * @param html our own HTML, every element closed
 */
export function linkTerms(html: string, terms: readonly Term[]): string {
  const names = new Map(terms.map((term) => [term.name.toLowerCase(), term]));
  const longestFirst = [...names.keys()].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (longestFirst.length === 0) return html;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}-])(${longestFirst.map(escapePattern).join("|")})(s?)(?![\\p{L}\\p{N}-])`,
    "giu",
  );
  const open: string[] = [];
  return html
    .split(/(<[^>]*>)/)
    .map((token) => {
      const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(token);
      if (tag) {
        const name = tag[2]!.toLowerCase();
        if (LEFT_ALONE.test(name) && !token.endsWith("/>")) {
          if (tag[1] === "") open.push(name);
          else if (open.at(-1) === name) open.pop();
        }
        return token;
      }
      return open.length > 0 ? token : token.replace(pattern, (word: string, name: string) => link(word, name, names));
    })
    .join("");
}

function link(word: string, name: string, names: Map<string, Term>): string {
  const term = names.get(name.toLowerCase());
  const isAcronym = term !== undefined && /^[A-Z]{2,}$/.test(term.name);
  if (!term || (isAcronym && name !== term.name)) return word;
  names.delete(name.toLowerCase());
  return `<a class="term" href="${escapeHtml(term.href)}" title="${escapeHtml(term.definition)}">${word}</a>`;
}

const escapePattern = (text: string) => escapeHtml(text).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
