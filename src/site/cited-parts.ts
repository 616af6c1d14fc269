import { plainText } from "./plain-text.ts";

/** A figure or a claim of a page, as a citation names it. */
export interface CitedPart {
  /** its anchor: `fig-rank-persistence`, `claim-science-persists` */
  readonly anchor: string;
  readonly kind: "Figure" | "Claim";
  readonly title: string;
}

/** The figures and claims of a page in the order of their places, read from its finished body, today's or frozen. */
export function citedParts(body: string): CitedPart[] {
  const places = body.matchAll(/<(figure|div) (?=[^>]*\bid="((?:fig|claim)-[^"]+)")[^>]*>/g);
  return Array.from(places, ({ 1: tag, 2: anchor, index }): CitedPart | null => {
    const rest = body.slice(index);
    const [, words] =
      (tag === "figure" ? /<h[1-6][^>]*>([\s\S]*?)<\/h[1-6]>/ : /<p[^>]*>([\s\S]*?)<\/p>/).exec(rest) ?? [];
    if (words === undefined) return null;
    const text = plainText(words.replace(/<a class="number"[\s\S]*?<\/a>/, ""));
    return { anchor: anchor!, kind: tag === "figure" ? "Figure" : "Claim", title: text };
  }).filter((part) => part !== null);
}
