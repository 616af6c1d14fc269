const NAMED: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** The words of a piece of our own HTML, without its notes. */
export function plainText(html: string): string {
  const words = html.replace(/<small class="note"[\s\S]*?<\/small>|<sup class="sn"[\s\S]*?<\/sup>|<[^>]*>/g, "");
  return words
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => NAMED[entity]!)
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\s+/g, " ")
    .trim();
}
