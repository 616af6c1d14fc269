import type { CompiledPage } from "../narrative/index.ts";
import { plainText } from "./plain-text.ts";

/** A word of the glossary. */
export interface Term {
  readonly name: string;
  readonly href: string;
  readonly definition: string;
}

/** The terms of a glossary page: each heading of the second level, and the paragraph that follows it. */
export function glossaryTerms({ headings, html }: Pick<CompiledPage, "headings" | "html">, href: string): Term[] {
  return headings
    .filter(({ depth }) => depth === 2)
    .map(({ id, text }) => {
      const section = html.slice(html.indexOf(` id="${id}"`));
      const definition = plainText(/<\/h2>\s*<p>([\s\S]*?)<\/p>/.exec(section)?.[1] ?? "");
      return { name: text, href: `${href}#${id}`, definition };
    });
}
