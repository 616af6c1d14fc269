import type { UnitWords } from "../study/unit-words.ts";

/** Around what the study says itself, in its commentary and its questions: its words stay. */
export const OWN_WORDS = { start: "<!--own words-->", end: "<!--/own words-->" } as const;

const PARTS =
  /(?<kept><!--own words-->[\s\S]*?<!--\/own words-->|<!--[\s\S]*?-->|<style\b[\s\S]*?<\/style>|<script\b(?![^>]*json)[\s\S]*?<\/script>)|(?<tag><[a-zA-Z/!](?:[^"'>]|"[^"]*"|'[^']*')*>)|(?<text>[^<]+|<)/g;
const SAID = /(\s(?:alt|title|aria-label|placeholder|label|content)=")([^"]*)"/g;

/**
 * Puts the study's own word for “mixture” into what a reader sees or hears of a page or a drawing: texts, and the attributes
 * that are read out or shown. Addresses, ids and classes stay.
 *
 * @param html a page, a part of one, or an SVG
 */
export function unitHtml(html: string, words: UnitWords): string {
  return html.replace(PARTS, (found, ...rest) => {
    const { tag, text } = rest.at(-1) as Readonly<Record<"tag" | "text", string | undefined>>;
    if (text !== undefined) return words(text);
    if (tag === undefined) return found;
    return tag.replace(SAID, (_, start: string, value: string) => `${start}${words(value)}"`);
  });
}
