import { LineCounter, parseDocument } from "yaml";
import type { Fault } from "../faults.ts";
import { yamlShape } from "../yaml-shape.ts";
import type { Bibliography } from "./bibliography.ts";
import { type CslItem, cslItemSchema } from "./csl-item.ts";
import { referencesOf } from "./references-of.ts";

/** A file of sources: a list in CSL-JSON. */
export interface BibliographyFile {
  readonly file: string;
  readonly json: string;
}

export interface ReadBibliography {
  readonly bibliography: Bibliography;
  readonly faults: readonly Fault[];
}

/** Reads files of sources as one bibliography; of a key that stands twice the second is a fault. */
export function readBibliography(files: readonly BibliographyFile[]): ReadBibliography {
  const faults: Fault[] = [];
  const items = new Map<string, CslItem>();
  for (const { file, json } of files) {
    const shape = yamlShape(json);
    if (shape !== null) {
      faults.push({ file, ...shape });
      continue;
    }
    const lineCounter = new LineCounter();
    const document = parseDocument(json, { lineCounter, stringKeys: true, schema: "json" });
    const place = (offset: number) => {
      const { line, col } = lineCounter.linePos(offset);
      return { file, line, column: col };
    };
    for (const { message, pos } of document.errors) {
      const value = message.split("\n", 1)[0]!.replace(/ at line .*/, "");
      faults.push({ ...place(pos[0]), value, expected: "JSON", todo: "Mend the file." });
    }
    if (document.errors.length > 0) continue;
    let rows: unknown;
    try {
      rows = document.toJS();
    } catch (error) {
      // JSON has no aliases; YAML, by which places are known, does
      const value = (error as Error).message.split("\n", 1)[0]!;
      faults.push({ ...place(0), value, expected: "JSON", todo: "Mend the file." });
      continue;
    }
    if (!Array.isArray(rows)) {
      faults.push({ ...place(0), value: "no list", expected: "a list of sources in CSL-JSON", todo: "Mend the file." });
      continue;
    }
    rows.forEach((row: unknown, index) => {
      const at = (path: readonly PropertyKey[]) => {
        const node = document.getIn([index, ...path], true) ?? document.getIn([index], true);
        const { range } = (node ?? {}) as { range?: readonly number[] };
        return place(range?.[0] ?? 0);
      };
      const { data, error } = cslItemSchema.safeParse(row);
      for (const issue of error?.issues ?? []) {
        const value = `source ${index + 1}, ${issue.path.join(".") || "the whole"}`;
        faults.push({ ...at(issue.path), value, expected: issue.message, todo: "Mend the entry." });
      }
      if (!data) return;
      if (items.has(data.id))
        faults.push({
          ...at(["id"]),
          value: `a second source ${data.id}`,
          expected: "keys used once",
          todo: "Join them.",
        });
      items.set(data.id, data);
    });
  }
  return { bibliography: referencesOf([...items.values()]), faults };
}
