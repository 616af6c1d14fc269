import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Fault } from "../faults.ts";
import { described, nameOf, valueAt, wanted } from "../study/issue-words.ts";

/** A file of a release as it was read. */
export interface ReadText {
  /** as the user would type it */
  readonly file: string;
  readonly text: string;
}

/**
 * What a schema found in a file, JSON or YAML, in words and with its place.
 *
 * @param value the whole file as read
 * @param todo what to do about it
 */
export function schemaFaults(
  { file, text }: ReadText,
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
  todo: string,
): Fault[] {
  const placeOf = places(text);
  return issues.flatMap((issue): Fault[] => {
    const { path } = issue;
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => {
        const unknown = `unknown key ${shown(key)}${path.length > 0 ? ` in ${shown(nameOf(path))}` : ""}`;
        return { file, ...placeOf([...path, key]), value: unknown, expected: "the keys that a release has", todo };
      });
    const name = shown(nameOf(path));
    const place = { file, ...placeOf(path) };
    if (issue.code === "invalid_key") {
      const [first = issue] = issue.issues;
      return [{ ...place, value: `${name} has such a key`, expected: wanted(first), todo }];
    }
    const found = valueAt(value, path);
    const is = found === undefined ? "missing" : shown(described(found)) || "empty";
    return [{ ...place, value: `${name} is ${is}`, expected: wanted(issue), todo }];
  });
}

/** What stands in a stranger's file, as much of it as tells what it is, without what would change the terminal. */
const shown = (text: string) => text.slice(0, 80).replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "�");

/** The larger are written by machines, and their lines tell nobody anything. */
const LARGEST_PLACED = 5_000_000;

/** Where something stands: it, or what it would stand in. */
function places(text: string): (path: readonly PropertyKey[]) => Pick<Fault, "line" | "column"> {
  if (text.length > LARGEST_PLACED) return () => ({});
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, stringKeys: true, uniqueKeys: false, logLevel: "silent" });
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
      if (node?.range === undefined) continue;
      const { line, col } = lineCounter.linePos(node.range[0]!);
      return { line, column: col };
    }
    return {};
  };
}
