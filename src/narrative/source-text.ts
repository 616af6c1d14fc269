import type { Node } from "unist";
import type { Fault } from "../faults.ts";

/** A Markdown file: its path, and its text with line endings as line feeds. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** The characters of a node as the author wrote them. */
export function sliceOf({ text }: SourceText, node: Node): string {
  return text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** A fault at a character of the file. */
export function faultAt(
  { file, text }: SourceText,
  offset: number,
  words: Pick<Fault, "value" | "expected" | "todo">,
): Fault {
  const before = text.slice(0, offset).split("\n");
  return { file, line: before.length, column: before.at(-1)!.length + 1, ...words };
}
