import type { ElementContent, Root as HtmlRoot } from "hast";
import type { Root, RootContent } from "mdast";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import type { Figure } from "../figures/figure.ts";
import type { CompileOptions, PageHeading } from "./compile-options.ts";
import type { FigureSlot, Sidenote } from "./nodes.ts";
import { rehypeAnchors } from "./rehype-anchors.ts";
import { rehypeExternalLinks } from "./rehype-external-links.ts";
import { rehypeTables } from "./rehype-tables.ts";

/** Counters that run through a page: the answer first, then the body. */
export interface Numbering {
  notes: number;
  readonly figures: Figure[];
  readonly headings: PageHeading[];
  /** ids in document order */
  readonly addresses: string[];
}

/** A tree without directives as HTML; notes and figures get their numbers here, because only here the whole page is in order. */
export function renderHtml(children: readonly RootContent[], numbering: Numbering, options: CompileOptions): string {
  const handlers = {
    sidenote: (state: State, node: Sidenote): ElementContent[] => sidenote(++numbering.notes, state.all(node)),
    figureSlot: (_: State, { figure }: FigureSlot): ElementContent => {
      const number = numbering.figures.push(figure);
      const html = options.figureHtml(figure, number);
      return { type: "raw", value: html, data: { address: `fig-${figure.id}` } } as unknown as ElementContent;
    },
  };
  const processor = unified()
    .use(remarkRehype, { allowDangerousHtml: true, handlers })
    .use(rehypeTables)
    .use(rehypeExternalLinks)
    .use(rehypeAnchors, numbering)
    .use(rehypeStringify, { allowDangerousHtml: true });
  const tree: Root = { type: "root", children: [...children] };
  // A note's number belongs to the word before it: without a space, or it might begin a line alone.
  visit(tree, "sidenote", (_, index, parent) => {
    const before = parent?.children[(index ?? 0) - 1];
    if (before?.type === "text") before.value = before.value.trimEnd();
  });
  return processor.stringify(processor.runSync(tree) as HtmlRoot);
}

interface State {
  readonly all: (node: Sidenote) => ElementContent[];
}

/** A mark that leads to the note, and the note beside it: by style in the margin, without style in the text. */
function sidenote(number: number, children: ElementContent[]): ElementContent[] {
  const id = `note-${number}`;
  const label = (text: string): ElementContent => ({ type: "text", value: text });
  return [
    {
      type: "element",
      tagName: "sup",
      properties: { className: ["sn"] },
      children: [
        {
          type: "element",
          tagName: "a",
          properties: { href: `#${id}`, ariaLabel: `Note ${number}` },
          children: [label(`${number}`)],
        },
      ],
    },
    {
      type: "element",
      tagName: "small",
      properties: { className: ["note"], id, role: "note" },
      children: [
        { type: "element", tagName: "b", properties: { ariaHidden: "true" }, children: [label(`${number}`)] },
        label(" "),
        ...children,
      ],
    },
  ];
}
