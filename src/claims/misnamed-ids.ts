import type { Report } from "../estimates/analysis.ts";
import { lookUp } from "../estimates/look-up.ts";
import { select } from "../estimates/select.ts";
import type { ConditionProblem } from "./condition.ts";

/**
 * The ids and globs written out in a condition that no estimate has: found in its syntax tree, so that a misspelt id is
 * found in a branch that is never reached too.
 */
export function misnamedIds(tree: unknown, report: Report): ConditionProblem[] {
  return [...calls(tree)].flatMap(({ name, text, start }) => {
    if (OF_ID.has(name)) {
      const found = lookUp(text, report);
      if (found.kind === "unknown")
        return [{ start, message: `${name}('${text}') names no estimate`, todo: found.suggestion }];
    }
    if (OF_GLOB.has(name)) {
      const { fault } = select(text, report);
      if (fault !== null) return [{ start, message: `${name}('${text}') selects no estimate`, todo: fault }];
    }
    return [];
  });
}

const OF_ID = new Set(["value", "low", "high", "p", "q", "n", "verdict", "defined"]);
const OF_GLOB = new Set(["estimates", "count"]);

interface Call {
  readonly name: string;
  readonly text: string;
  readonly start: number;
}

/** Every call whose first argument is a string, in the order of the text. */
function* calls(node: unknown): Generator<Call> {
  if (Array.isArray(node)) {
    for (const child of node) yield* calls(child);
    return;
  }
  if (!isNode(node)) return;
  if (node.op === "call" && Array.isArray(node.args)) {
    const [name, list] = node.args as readonly unknown[];
    const first = Array.isArray(list) ? (list as readonly unknown[])[0] : undefined;
    if (typeof name === "string" && isNode(first) && first.op === "value" && typeof first.args === "string")
      yield { name, text: first.args, start: first.start };
  }
  yield* calls(node.args);
}

interface SyntaxNode {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}
