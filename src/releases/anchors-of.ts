import type { ReleasedAnchor } from "./release.ts";
import { shownWords } from "./shown-words.ts";

/**
 * The figures, claims and tables of a page's body with their addresses. A table outside of a figure is cited by the heading
 * above it, or by the page where there is none; tables under one heading are one place.
 *
 * @param path of the page, `/rq1/`
 * @param body our own HTML, every element closed
 */
export function anchorsOf(path: string, body: string): ReleasedAnchor[] {
  const anchors: ReleasedAnchor[] = [];
  const add = (kind: ReleasedAnchor["kind"], id: string, html: string) =>
    anchors.push({ address: id === "" ? path : `${path}#${id}`, kind, words: shownWords(html) });
  for (const match of body.matchAll(/<(figure|div)\b[^>]*\sid="((fig|claim)-[^"]+)"[^>]*>/g))
    add(match[3] === "fig" ? "figure" : "claim", match[2]!, element(body, match.index, match[1]!));
  const tables = new Map<string, string>();
  const outside = body.replace(/<figure\b[\s\S]*?<\/figure>/g, "");
  let heading = "";
  for (const match of outside.matchAll(/<h[1-6]\b[^>]*\sid="([^"]+)"|<table\b[\s\S]*?<\/table>/g)) {
    if (match[1] !== undefined) heading = match[1];
    else tables.set(heading, (tables.get(heading) ?? "") + match[0]);
  }
  for (const [id, html] of tables) add("table", id, html);
  return anchors;
}

/** The element that begins at `start`, with what is nested in it. */
function element(html: string, start: number, name: string): string {
  const tag = new RegExp(`<(/?)${name}\\b`, "g");
  tag.lastIndex = start;
  let depth = 0;
  for (let match = tag.exec(html); match; match = tag.exec(html)) {
    depth += match[1] === "" ? 1 : -1;
    if (depth === 0) return html.slice(start, html.indexOf(">", match.index) + 1);
  }
  throw new RangeError(`anchorsOf: <${name}> is not closed`);
}
