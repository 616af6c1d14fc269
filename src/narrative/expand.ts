import type { Nodes, Parents, RootContent } from "mdast";
import { nearest } from "../nearest.ts";
import type { DirectiveForm, DirectiveNode, DirectiveUse } from "./directive.ts";
import { DIRECTIVES } from "./directives.ts";
import { text } from "./nodes.ts";
import type { Page } from "./page.ts";
import { faultAt, type SourceText, sliceOf } from "./source-text.ts";

/**
 * Puts in the place of every directive below `parent` what it stands for, in document order, a container before what it
 * contains. What is left empty by that (a paragraph, an item, a list) goes. Bare words with a colon that only look like a
 * directive (`mmlu:anatomy`) are put back as written; unknown ones with a label or attributes are faults.
 */
export function expand(parent: Parents, source: SourceText, page: Page): void {
  const children = (parent.children as RootContent[]).flatMap((child) => expanded(child, source, page));
  parent.children = children as typeof parent.children;
}

function expanded(node: RootContent, source: SourceText, page: Page): readonly RootContent[] {
  if (isDirective(node)) return replacement(node, source, page).flatMap((child) => expanded(child, source, page));
  if (!("children" in node) || node.children.length === 0) return [node];
  expand(node, source, page);
  return EMPTIABLE.has(node.type) && isBlank(node) ? [] : [node];
}

const EMPTIABLE: ReadonlySet<string> = new Set([
  "paragraph",
  "heading",
  "blockquote",
  "list",
  "listItem",
  "emphasis",
  "strong",
  "delete",
]);

function isBlank(node: Parents): boolean {
  return node.children.every((child: Nodes) => child.type === "text" && child.value.trim() === "");
}

const FORMS: Readonly<Record<DirectiveNode["type"], DirectiveForm>> = {
  textDirective: "text",
  leafDirective: "leaf",
  containerDirective: "container",
};

function isDirective(node: Nodes): node is DirectiveNode {
  return node.type in FORMS;
}

function replacement(node: DirectiveNode, source: SourceText, page: Page): readonly RootContent[] {
  const written = sliceOf(source, node);
  const form = FORMS[node.type];
  const marker = { text: ":", leaf: "::", container: ":::" }[form];
  const isBare = form === "text" && written === `:${node.name}`;
  if (isBare) return [text(written)];
  const shown = `${marker}${node.name}`;
  const fault = (value: string, expected: string, todo: string, at?: { attribute: string; offset: number }) => {
    const start = node.position?.start.offset ?? 0;
    page.faults.push(faultAt(source, start + (at ? attributeOffset(written, at) : 0), { value, expected, todo }));
  };
  const directive = Object.hasOwn(DIRECTIVES, node.name) ? DIRECTIVES[node.name] : undefined;
  if (!directive?.forms.includes(form)) {
    const known = Object.keys(DIRECTIVES).filter((name) => DIRECTIVES[name]!.forms.includes(form));
    const similar = nearest(node.name, known);
    fault(
      shown,
      `one of ${known.map((name) => marker + name).join(" ")}`,
      advice(similar && marker + similar, node.name),
    );
    return [];
  }
  const attributes = readAttributes(node);
  const label = labelOf(node, source);
  for (const key of Object.keys(attributes))
    if (!directive.attributes.includes(key)) {
      const similar = nearest(key, directive.attributes);
      const expected = directive.attributes.length > 0 ? `one of ${directive.attributes.join(", ")}` : "no attribute";
      fault(`the attribute ${key} of ${shown}`, expected, similar ? `Did you mean ${similar}?` : "Remove it.");
    }
  if (directive.label !== null && label === "") {
    fault(`${shown} without label`, `${shown}[${directive.label}]`, "Write the label in brackets.");
    return [];
  }
  const use: DirectiveUse = {
    node,
    form,
    label,
    attributes,
    page,
    report: page.options.report,
    source,
    expandInside: () => expand(node, source, page),
    fault,
  };
  return directive.expand(use);
}

function advice(similar: string | null, name: string): string {
  return similar ? `Did you mean ${similar}?` : `If it is no directive, write \\:${name} with a backslash.`;
}

function readAttributes(node: DirectiveNode): Record<string, string> {
  return Object.fromEntries(Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? ""]));
}

/** The label as written: what the parser made of it (emphasis between two stars, an address around an @) is set aside. */
function labelOf(node: DirectiveNode, source: SourceText): string {
  if (node.type === "containerDirective") return "";
  const start = node.children[0]?.position?.start.offset;
  const end = node.children.at(-1)?.position?.end.offset;
  return start === undefined || end === undefined
    ? ""
    : source.text
        .slice(start, end)
        .replace(/\\([!-/:-@[-`{-~])/g, "$1")
        .trim();
}

/** Where a character of an attribute's value stands in the directive; its beginning where that cannot be found. */
function attributeOffset(written: string, { attribute, offset }: { attribute: string; offset: number }): number {
  const match = new RegExp(`[{\\s]${attribute}\\s*=\\s*["']?`).exec(written);
  return match ? match.index + match[0].length + offset : 0;
}
