import { plainText } from "./plain-text.ts";

/** What a finished page says of itself, as plain text. */
export interface PageHead {
  readonly title: string;
  readonly words: string;
}

/** The head of a page of the site: its heading, and its description. */
export function pageHead(html: string): PageHead {
  const text = (pattern: RegExp) => plainText(pattern.exec(html)?.[1] ?? "");
  return {
    title: text(/<h1[^>]*>([\s\S]*?)<\/h1>/),
    words: text(/<meta name="description" content="([^"]*)"/),
  };
}
