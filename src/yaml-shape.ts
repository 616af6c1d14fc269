import { Lexer, Parser } from "yaml";
import type { Fault } from "./faults.ts";

const MOST_LEVELS = 100;
/** The parser compares each key with those before it. */
const MOST_KEYS = 1_000;

/**
 * Looks at the brackets and keys of YAML, or JSON, before it is read: what nests without end would pass the stack, and what has keys
 * without end would take for ever.
 *
 * @returns the fault with its place, without its file; null where there is none
 */
export function yamlShape(text: string): Omit<Fault, "file"> | null {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme)); // what is closed; the rest is on the stack
    const open = parser.stack.at(-1);
    if (parser.stack.length > MOST_LEVELS) {
      const expected = `at most ${MOST_LEVELS} levels`;
      return { ...placeIn(text, parser.offset), value: "brackets or lists nest too deeply", expected, todo: CHECK };
    }
    const isGroup = open?.type === "block-map" || (open?.type === "flow-collection" && open.start.source === "{");
    if (isGroup && open.items.length > MOST_KEYS) {
      const value = `more than ${MOST_KEYS} keys stand in one group`;
      return { ...placeIn(text, parser.offset), value, expected: "fewer", todo: CHECK };
    }
  }
  return null;
}

const CHECK = "Check that this is the file that was meant, and that every bracket is closed.";

function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: [...before.at(-1)!].length + 1 };
}
