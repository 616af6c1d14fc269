import type { RootContent } from "mdast";
import { text } from "./nodes.ts";
import type { Page } from "./page.ts";

/** What a page cites, under a heading of its own at its end; nothing where it cites nothing. */
export function referenceList({ cited, usedIds, options }: Page): RootContent[] {
  const references = [...(options.bibliography ?? new Map()).values()].filter(({ key }) => cited.has(key));
  if (references.length === 0) return [];
  let id = "references";
  for (let k = 2; usedIds.has(id); k++) id = `references-${k}`;
  usedIds.add(id);
  const rows = references.map(({ key, html }) => `<li id="ref-${key}"><cite>${html}</cite></li>`);
  return [
    { type: "heading", depth: 2, children: [text("References")], data: { hProperties: { id } } },
    { type: "html", value: `<ul class="references">\n${rows.join("\n")}\n</ul>` },
  ];
}
