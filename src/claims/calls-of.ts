/** A call in the syntax tree of a condition: `value('ID')` or, with a receiver, `estimates('GLOB').all(e, …)`. */
export interface Call {
  readonly name: string;
  /** the first argument, where it is written out as a string */
  readonly text: string | null;
  readonly start: number;
  /** the call whose body this one stands in, which asks it once for every estimate of a list; null outside of all */
  readonly within: string | null;
}

/** Those whose body is asked for every element of a list. */
const WITH_BODY: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "filter"]);

/** Every call of a condition, in the order of the text; those in branches that are never reached too. */
export function* callsOf(node: unknown, within: string | null = null): Generator<Call> {
  if (Array.isArray(node)) {
    for (const child of node) yield* callsOf(child, within);
    return;
  }
  if (!isNode(node)) return;
  if ((node.op !== "call" && node.op !== "rcall") || !Array.isArray(node.args))
    return yield* callsOf(node.args, within);
  const parts = node.args as readonly unknown[];
  const name = String(parts[0]);
  const [receiver, list] = node.op === "rcall" ? [parts[1], parts[2]] : [undefined, parts[1]];
  const first = Array.isArray(list) ? (list as readonly unknown[])[0] : undefined;
  const text = isNode(first) && first.op === "value" && typeof first.args === "string" ? first.args : null;
  const start = isNode(first) && text !== null ? first.start : node.start;
  yield { name, text, start, within };
  yield* callsOf(receiver, within);
  yield* callsOf(list, WITH_BODY.has(name) ? name : within);
}

interface SyntaxNode {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}
