import { LineCounter, parseDocument } from "yaml";
import type { Fault } from "../faults.ts";
import { nearest } from "../nearest.ts";
import { yamlShape } from "../yaml-shape.ts";
import type { SourceText } from "./source-text.ts";

const KEYS = ["title", "kicker", "question", "description"] as const;
export type FrontmatterKey = (typeof KEYS)[number];

export interface Frontmatter {
  readonly values: Readonly<Partial<Record<FrontmatterKey, string>>>;
  /** the file with its frontmatter blanked: lines keep their numbers */
  readonly body: SourceText;
  readonly faults: readonly Fault[];
}

/** Reads the YAML between two lines of `---` at the top of a Markdown file: texts under known keys, everything else a fault. */
export function frontmatter(source: SourceText): Frontmatter {
  const match = /^---[ \t]*\n([\s\S]*?)(?:\n|^)---[ \t]*(?:\n|$)/.exec(source.text);
  if (!match) return { values: {}, body: source, faults: [] };
  const body = { file: source.file, text: match[0].replace(/[^\n]/g, " ") + source.text.slice(match[0].length) };
  const shape = yamlShape(match[1]!);
  if (shape !== null)
    return { values: {}, body, faults: [{ file: source.file, ...shape, line: (shape.line ?? 0) + 1 }] };
  const lineCounter = new LineCounter();
  const document = parseDocument(match[1]!, { lineCounter, stringKeys: true });
  const faults: Fault[] = document.errors.map((error) => {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const value = error.message.split("\n", 1)[0]!.replace(/ at line .*/, "");
    return { file: source.file, line: line + 1, column: col, value, expected: "YAML", todo: "Mend the frontmatter." };
  });
  const values: Partial<Record<FrontmatterKey, string>> = {};
  const record: unknown = faults.length > 0 ? {} : (document.toJS() ?? {});
  const lines = match[1]!.split("\n");
  const fault = (key: string, value: string, expected: string, todo: string) => {
    const line = lines.findIndex((text) => text.startsWith(`${key}:`));
    faults.push({ file: source.file, line: line + 2, value, expected, todo });
  };
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    fault("", "the frontmatter is not a list of keys", "lines such as title: …", "Mend the frontmatter.");
    return { values, body, faults };
  }
  for (const [key, value] of Object.entries(record)) {
    const known = KEYS.find((each) => each === key);
    const similar = nearest(key, KEYS);
    if (!known)
      fault(key, `the key ${key}`, `one of ${KEYS.join(", ")}`, similar ? `Did you mean ${similar}?` : "Remove it.");
    else if (typeof value === "string") values[known] = value;
    else fault(key, `${key} is not a text`, "a text", "Put it in quotation marks.");
  }
  return { values, body, faults };
}
