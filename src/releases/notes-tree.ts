import type { Root } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import type { Fault } from "../faults.ts";
import { markdownLimits } from "../narrative/markdown-limits.ts";
import { safeAddresses } from "../narrative/safe-addresses.ts";
import type { SourceText } from "../narrative/source-text.ts";

/** Release notes as a tree: plain Markdown, without directives. An address that is not safe is taken out, and among the faults; so is what is too long or nests too deeply. */
export function notesTree(source: SourceText, faults: Fault[]): Root {
  const limit = markdownLimits(source);
  if (limit !== null) faults.push(limit);
  const tree = PARSER.parse(limit === null ? source.text : "");
  safeAddresses(tree, source, { faults });
  return tree;
}

const PARSER = remark().use(remarkGfm);
