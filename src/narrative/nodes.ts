import type { Properties } from "hast";
import type { BlockContent, Data, Parent, PhrasingContent, Text } from "mdast";
import type { Node } from "unist";
import type { Figure } from "../figures/figure.ts";

interface ElementData extends Data {
  hName: string;
  hProperties: Properties;
}

/** An inline HTML element around Markdown content. */
export interface Phrase extends Parent {
  type: "phrase";
  data: ElementData;
  children: PhrasingContent[];
}

/** A block-level HTML element around Markdown content. */
export interface Block extends Parent {
  type: "block";
  data: ElementData;
  children: (BlockContent | PhrasingContent)[];
}

/** A sidenote; it gets its number when the whole page is there. */
export interface Sidenote extends Parent {
  type: "sidenote";
  children: PhrasingContent[];
}

/** A drawn figure; it gets its number when the whole page is there. */
export interface FigureSlot extends Node {
  type: "figureSlot";
  figure: Figure;
}

declare module "mdast" {
  interface PhrasingContentMap {
    phrase: Phrase;
    sidenote: Sidenote;
  }
  interface BlockContentMap {
    block: Block;
    figureSlot: FigureSlot;
  }
  interface RootContentMap {
    phrase: Phrase;
    block: Block;
    sidenote: Sidenote;
    figureSlot: FigureSlot;
  }
}

export function text(value: string): Text {
  return { type: "text", value };
}

export function phrase(hName: string, hProperties: Properties, children: PhrasingContent[]): Phrase {
  return { type: "phrase", data: { hName, hProperties }, children };
}

export function block(hName: string, hProperties: Properties, children: Block["children"]): Block {
  return { type: "block", data: { hName, hProperties }, children };
}
