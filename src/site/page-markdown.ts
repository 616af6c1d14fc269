import type { Element, ElementContent, Nodes, Root } from "hast";
import type { FootnoteDefinition, Root as MarkdownRoot, PhrasingContent, RootContent, Text } from "mdast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";

/**
 * A built page as plain Markdown (GFM): its main part with all values filled in. Figures become their words and links to
 * picture and data, formulas TeX, sidenotes footnotes; what only serves a window (contents, neighbours, links to oneself) is left out.
 *
 * @param html a whole page of this site, its links relative
 * @param from the page's address and its study with the version, to stand below it
 */
export function pageMarkdown(html: string, from: { readonly address: string; readonly study: string }): string {
  const main = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
  const tree = PARSER.parse(main.replace(DRAWN, "")) as Root;
  tidy(tree);
  const notes: FootnoteDefinition[] = [];
  const markdown = TURNER.runSync(tree) as MarkdownRoot;
  visit(markdown, "footnoteDefinition", (node, index, parent) => {
    if (!parent || index === undefined) return;
    notes.push(node);
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  const { address, study } = from;
  const place: PhrasingContent = /^https?:/.test(address)
    ? { type: "link", url: address, children: [text(address)] }
    : { type: "inlineCode", value: address };
  const last: RootContent[] = [
    { type: "thematicBreak" },
    { type: "paragraph", children: [text("From "), place, text(` of ${study}.`)] },
  ];
  return WRITER.stringify({ type: "root", children: [...markdown.children, ...notes, ...last] });
}

/** Marks of drawings and the data of figures: never read, so that large pages are quick. */
const DRAWN = /<g\b[\s\S]*?(?=<\/svg>)|<details class="data"><summary>Table<\/summary>[\s\S]*?<\/details>/g;

const PARSER = unified().use(rehypeParse, { fragment: true });
const TURNER = unified().use(rehypeRemark, {
  handlers: {
    math: (_, node: Element) => {
      const tex = String(node.properties.alttext ?? words(node));
      const isBlock = node.properties.display === "block";
      return isBlock ? { type: "code", lang: "math", value: tex } : { type: "html", value: `$\`${tex}\`$` };
    },
    sup: (state, node: Element) => {
      const label = words(node).trim();
      return isOf(node, "sn") ? { type: "footnoteReference", identifier: label, label } : state.all(node);
    },
    small: (state, node: Element) => {
      if (!isOf(node, "note")) return state.all(node);
      const [number, ...rest] = node.children.filter((child) => child.type === "element" || words(child).trim() !== "");
      const label = number ? words(number).trim() : "";
      const children = state.toFlow(state.all({ ...node, children: rest }));
      return { type: "footnoteDefinition", identifier: label, label, children } as FootnoteDefinition;
    },
  },
});
const WRITER = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: "-", rule: "-", emphasis: "*" });

const LEFT_OUT = /(?:^| )(?:anchor|facts|tools)(?: |$)/;

/** Leaves out what serves a window only, and puts words where Markdown has no element. */
function tidy(tree: Root): void {
  const inTables = new Set<Element>();
  visit(tree, "element", (node, index, parent) => {
    if (!parent || index === undefined) return;
    const isDecoration = node.tagName === "span" && node.properties.ariaHidden === "true";
    if (isDecoration || node.tagName === "nav" || LEFT_OUT.test(classOf(node))) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    const isInTable = inTables.has(node);
    if (node.tagName === "table") visit(node, "element", (inner) => void inTables.add(inner));
    const href = String(node.properties.href ?? "");
    if (isOf(node, "term") || (isInTable && isOf(node, "value")) || (node.tagName === "a" && href.startsWith("#"))) {
      parent.children.splice(index, 1, ...node.children);
      return [SKIP, index];
    }
    delete node.properties.title;
    if (node.tagName === "figure") {
      parent.children.splice(index, 1, ...figureWords(node));
      return [SKIP, index];
    }
    if (node.tagName === "summary") node.tagName = "p";
    const caption = node.tagName === "table" ? node.children.findIndex((child) => isTag(child, "caption")) : -1;
    if (caption >= 0) {
      const [words] = node.children.splice(caption, 1);
      const line: Element = { type: "element", tagName: "p", properties: {}, children: (words as Element).children };
      parent.children.splice(index, 0, line);
      return [SKIP, index + 1];
    }
    return undefined;
  });
}

/** A figure in words: its title as a heading, what it measures, what it shows, how to read it, and its files. */
function figureWords(figure: Element): ElementContent[] {
  const find = (test: (node: Element) => boolean): Element | null => {
    let found: Element | null = null;
    visit(figure, "element", (node) => {
      if (!found && test(node)) found = node;
    });
    return found;
  };
  const text = (node: Element | null) => (node ? words(node).replace(/\s+/g, " ").trim() : "");
  const paragraph = (...children: ElementContent[]): Element => ({
    type: "element",
    tagName: "p",
    properties: {},
    children,
  });
  const plain = (value: string): ElementContent => ({ type: "text", value });
  const title = text(find(({ tagName }) => /^h\d$/.test(tagName))).replace(/^Figure( \d+)?/, "Figure$1.");
  const alt = text(find(({ tagName }) => tagName === "desc"));
  const link = (extension: string) =>
    find(({ tagName, properties }) => tagName === "a" && String(properties.href ?? "").endsWith(extension));
  const [svg, csv] = [link(".svg"), link(".csv")];
  const picture: Element | null = svg && {
    type: "element",
    tagName: "img",
    properties: { src: String(svg.properties.href), alt },
    children: [],
  };
  const strong: Element = { type: "element", tagName: "strong", properties: {}, children: [plain(title)] };
  const data: Element | null = csv && {
    ...csv,
    properties: { href: csv.properties.href ?? "" },
    children: [plain("Data of the figure (CSV)")],
  };
  const caption = text(find((node) => isOf(node, "caption")));
  return [
    paragraph(strong),
    paragraph(plain(text(find((node) => isOf(node, "subtitle"))))),
    paragraph(picture ?? plain(alt)),
    ...(caption === "" ? [] : [paragraph(plain(caption))]),
    ...(data ? [paragraph(data)] : []),
  ];
}

const text = (value: string): Text => ({ type: "text", value });
const isTag = (node: Nodes, name: string) => node.type === "element" && node.tagName === name;
const classOf = ({ properties }: Element) => [properties.className ?? []].flat().join(" ");
const isOf = (node: Element, name: string) => classOf(node).split(" ").includes(name);

function words(node: Nodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(words).join("") : "";
}
