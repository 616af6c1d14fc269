import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Page } from "./page.ts";
import { faultAt, type SourceText, sliceOf } from "./source-text.ts";

/**
 * Finds blocks of `:::name` that are never closed, and closing lines that close nothing. Both mean that a block ended where
 * its author did not think: a block around another needs more colons than the one inside.
 */
export function fences(tree: Root, source: SourceText, page: Page): void {
  visit(tree, (node) => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === "containerDirective" && !/\n[ \t>]*:{3,}[ \t]*$/.test(sliceOf(source, node)))
      page.faults.push(
        faultAt(source, start, {
          value: `:::${node.name} is not closed`,
          expected: "a line of :::",
          todo: "Close it.",
        }),
      );
    if (node.type !== "paragraph") return;
    const stray = /(^|\n)[ \t>]*(:{3,})[ \t]*(?=\n|$)/.exec(sliceOf(source, node));
    if (!stray) return;
    const value = `${stray[2]} closes nothing`;
    const todo = "Give the block around another more colons than the one inside has.";
    page.faults.push(
      faultAt(source, start + stray.index + stray[1]!.length, { value, expected: "the end of a block", todo }),
    );
  });
}
