import { isUtf8 } from "node:buffer";
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { Fault } from "../faults.ts";
import { yamlShape } from "../yaml-shape.ts";
import { type Declared, declaredIds, type Ids, undeclaredIds } from "./declared.ts";
import { type StudyDesign, studyDesignSchema } from "./design.ts";
import { designFault } from "./design-fault.ts";
import { designOrderFaults } from "./design-order.ts";
import type { FaultList } from "./fault-list.ts";
import type { StudyFolder } from "./study-folder.ts";

/** The design, and what the tables are checked against: also there, as far as possible, when the design has faults. */
export interface DesignReading {
  readonly design: StudyDesign | null;
  readonly declared: Declared;
}

const LARGEST_DESIGN = 2_000_000;

/** Reads and checks `study.yaml`. Every fault has line and column. */
export function readDesign(folder: StudyFolder, faults: FaultList): DesignReading {
  if (!folder.exists("study.yaml")) {
    faults.add({
      file: folder.shownPath("study.yaml"),
      value: "is missing",
      expected: "the design of the study",
      todo: "Write one (README.md, “Your own data”), or start from `npm run new -- DIR`.",
    });
    return { design: null, declared: declaredOf(null) };
  }
  const file = folder.read("study.yaml");
  if (file === null) return { design: null, declared: declaredOf(null) };
  const refuse = (value: string, expected: string, todo: string): DesignReading => {
    faults.add({ file: file.shown, value, expected, todo });
    return { design: null, declared: declaredOf(null) };
  };
  if (file.bytes.length > LARGEST_DESIGN) {
    return refuse(
      `has ${file.bytes.length} bytes`,
      `at most ${LARGEST_DESIGN}`,
      "Check that this is the design of the study.",
    );
  }
  if (!isUtf8(file.bytes)) return refuse("is not UTF-8", "text in UTF-8", "Save the file as UTF-8.");

  const text = file.bytes.toString("utf8").replace(/^\uFEFF/, "");
  const lines = new LineCounter();
  const shape = yamlShape(text);
  if (shape !== null) {
    faults.add({ file: file.shown, ...shape });
    return { design: null, declared: declaredOf(null) };
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: "silent",
  });
  const placeOf = (offset: number): Pick<Fault, "line" | "column"> => {
    const { line } = lines.linePos(Math.min(offset, text.length));
    const lineStart = lines.lineStarts[line - 1] ?? 0;
    return { line, column: [...text.slice(lineStart, offset)].length + 1 };
  };

  const linesAtFault = new Set<number>(); // what follows on the same line follows from the first
  for (const problem of [...document.errors, ...document.warnings]) {
    const { line } = lines.linePos(problem.pos[0]);
    if (linesAtFault.has(line)) continue;
    linesAtFault.add(line);
    faults.add({ file: file.shown, ...placeOf(problem.pos[0]), ...yamlFault(problem.code, problem.message) });
  }
  if (document.errors.length > 0 || document.warnings.length > 0) return { design: null, declared: declaredOf(null) };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const alias = /^Unresolved alias.*: (.*)$/.exec((error as Error).message)?.[1];
    if (alias !== undefined)
      return refuse(`the alias *${alias} has no anchor before it`, `&${alias}`, "Write the value out.");
    return refuse("aliases (*) unfold to too much", "a plain file", "Write the values out instead of using aliases.");
  }

  const result = studyDesignSchema.safeParse(value);
  if (!result.success) {
    for (const issue of result.error.issues) {
      for (const { path, atKey, ...fault } of designFault(issue, value, (path) => sourceOf(document, path))) {
        faults.add({ file: file.shown, ...placeOf(offsetOf(document, path, atKey)), ...fault });
      }
    }
    // Ids that are wrong themselves would only bring a fault for every row of the tables.
    const wrong = result.error.issues
      .filter(({ path }) => path.length <= 2 || path[2] === "id")
      .map(({ path }) => path[0]);
    return { design: null, declared: declaredOf(value, new Set(wrong)) };
  }
  for (const { path, ...fault } of designOrderFaults(result.data)) {
    faults.add({ file: file.shown, ...placeOf(offsetOf(document, path, false)), ...fault });
  }
  return { design: result.data, declared: declaredOf(result.data) };
}

function yamlFault(code: string, message: string): Pick<Fault, "value" | "expected" | "todo"> {
  switch (code) {
    case "DUPLICATE_KEY":
      return { value: "the key stands here again", expected: "each key once", todo: "Remove one of the two." };
    case "TAG_RESOLVE_FAILED":
      return { value: "a tag (!…) stands here", expected: "plain YAML without tags", todo: "Remove the tag." };
    case "MULTIPLE_DOCS":
      return { value: "a second document begins here", expected: "one document", todo: "Remove the line `---`." };
    case "TAB_AS_INDENT":
      return { value: "a tab stands in the indentation", expected: "spaces", todo: "Replace the tab by spaces." };
    default:
      return {
        value: `the YAML cannot be read here (${message.split("\n", 1)[0]!.replace(/[.;:]$/, "")})`,
        expected: "valid YAML",
        todo: "Check indentation, brackets and quotation marks on this line and the one before.",
      };
  }
}

/** The text of a scalar as written, for values that YAML reads as something else than was meant. */
function sourceOf(document: Document, path: readonly PropertyKey[]): string | null {
  const node = document.getIn(path, true);
  return isScalar(node) && typeof node.source === "string" ? node.source : null;
}

/** Where a path of the design stands: its value, its key, or the nearest thing around it that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[], atKey: boolean): number {
  for (let length = path.length; length >= 0; length--) {
    if (atKey || length < path.length) {
      const parent = length === 0 ? null : nodeAt(document, path.slice(0, length - 1));
      const pair = isMap(parent)
        ? parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path[length - 1])
        : null;
      if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = nodeAt(document, path.slice(0, length));
    if (node?.range) return node.range[0];
  }
  return 0;
}

function nodeAt(document: Document, path: readonly PropertyKey[]): Node | null {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node : null;
}

/** The ids of a design, or of something that is not quite one. */
function declaredOf(value: unknown, wrong: ReadonlySet<PropertyKey | undefined> = new Set()): Declared {
  const list = (key: string): readonly unknown[] | null => {
    const rows = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : null;
    return Array.isArray(rows) ? rows : null;
  };
  const field = (row: unknown, key: string): unknown =>
    typeof row === "object" && row !== null ? (row as Record<string, unknown>)[key] : undefined;
  const ids = (key: string, name: string): Ids => {
    const rows = list(key);
    return rows === null || wrong.has(key)
      ? undeclaredIds(name)
      : declaredIds(
          name,
          rows.map((row) => String(field(row, "id"))),
        );
  };
  const benchmarks = list("benchmarks") ?? [];
  return {
    mixture: ids("mixtures", "mixture"),
    scale: ids("scales", "scale"),
    stage: ids("stages", "stage"),
    benchmark: ids("benchmarks", "benchmark"),
    choices(benchmark) {
      const choices = field(benchmarks[benchmark], "choices");
      return typeof choices === "number" && Number.isInteger(choices) && choices >= 2 ? choices : null;
    },
  };
}
