import { z } from "zod";
import { type Estimate, VERDICTS } from "../estimates/estimate.ts";
import { isEstimateId } from "../estimates/estimate-id.ts";
import { type Fault, FaultError } from "../faults.ts";
import { sha256 } from "../files.ts";
import { nameOf } from "../study/issue-words.ts";

const TITLE = "# magic-correlations estimates, format 1";
const COLUMNS = ["id", "n", "value", "low", "high", "p", "adjusted", "mixtures", "kind"] as const;

/**
 * Estimates as plain text for releases: one line each, sorted by id, so that git shows what moved. What many estimates
 * share (unit, quantity, methods, reasons, verdict, …) is a *kind*, written once as a line `kind NAME JSON` and referred to
 * by its name, the beginning of its own hash; in it, `$k` stands for part k of the estimate's id, cut at `/`, `@` and `..`.
 * A third of the size of JSON, and nothing is lost. Mixtures needed: a number, `-` for none up to 1,000, or empty.
 */
export function estimatesText(estimates: readonly Estimate[]): string {
  const rows = estimates.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((one) => ({ one, kind: kindOf(one) }));
  const names = namesOf(new Set(rows.map(({ kind }) => kind)));
  const kinds = [...names].map(([kind, name]) => `kind ${name} ${kind}`).toSorted();
  const lines = rows.map(({ one: { id, n, value, interval, p, mixturesNeeded }, kind }) =>
    [
      id,
      n,
      value ?? "",
      interval?.low ?? "",
      interval?.high ?? "",
      p?.value ?? "",
      p?.adjusted ?? "",
      mixturesNeeded === undefined ? "" : (mixturesNeeded ?? "-"),
      names.get(kind)!,
    ].join("\t"),
  );
  return `${[TITLE, ...kinds, COLUMNS.join("\t"), ...lines].join("\n")}\n`;
}

/**
 * What `estimatesText` wrote.
 *
 * @param file its name, for the faults
 * @throws {FaultError} when the text is not of that format, naming every line that is not
 */
export function parseEstimates(text: string, file: string): Estimate[] {
  const faults: Fault[] = [];
  const fault = (line: number, value: string, expected: string) =>
    void faults.push({ file, line, value, expected, todo: "Restore it from git: releases are never changed." });
  const lines = text.split("\n");
  const head = lines.indexOf(COLUMNS.join("\t"));
  if (lines[0] !== TITLE) fault(1, "another first line", TITLE);
  else if (head < 0) fault(2, "no line with the names of the columns", COLUMNS.join(" "));
  else if (lines.at(-1) !== "") fault(lines.length, "a line that never ends", "a whole list of estimates");
  if (faults.length > 0) throw new FaultError(faults);
  const kinds = new Map<string, Kind | null>();
  for (const [k, line] of lines.slice(1, head).entries()) {
    const [, name = "", json = ""] = /^kind (\S+) (.*)$/.exec(line) ?? [];
    const read = readKind(json);
    if ("problem" in read) fault(k + 2, `a kind of estimates that is none${read.problem}`, "kind NAME JSON");
    kinds.set(name, "kind" in read ? read.kind : null);
  }
  const estimates = new Map<string, Estimate>();
  for (const [k, line] of lines.slice(head + 1, -1).entries()) {
    const cells = line.split("\t");
    const kind = kinds.get(cells[8] ?? "");
    if (kind === null) continue; // told above
    const problem = lineProblem(cells, kind);
    const [id = ""] = cells;
    if (problem !== null) fault(head + k + 2, problem, "an estimate, a cell for each column");
    else if (estimates.has(id)) fault(head + k + 2, `a second estimate ${id}`, "ids used once");
    else estimates.set(id, estimateOf(cells, kind!));
    if (faults.length >= MOST_FAULTS) break;
  }
  if (faults.length > 0) throw new FaultError(faults);
  return [...estimates.values()];
}

const MOST_FAULTS = 1_000;

/** What an estimate shares with others; in `from` and `family`, parts of the id stand as their places. */
interface Kind extends Omit<Estimate, "id" | "n" | "value" | "interval" | "p" | "mixturesNeeded"> {
  readonly interval?: { readonly level: 0.95; readonly method: string };
  readonly p?: { readonly method: string; readonly family?: string };
}

const text = z.string();
// in the order in which kinds are written, which is then that of all files that are made of them
const kindSchema = z.strictObject({
  flags: z.array(text).exactOptional(),
  from: text,
  interval: z.strictObject({ level: z.literal(0.95), method: text }).exactOptional(),
  intervalReason: text.exactOptional(),
  p: z.strictObject({ method: text, family: text.exactOptional() }).exactOptional(),
  pReason: text.exactOptional(),
  quantity: text,
  reason: text.exactOptional(),
  unit: text,
  verdict: z.enum(VERDICTS).exactOptional(),
  verdictReason: text.exactOptional(),
}) satisfies z.ZodType<Kind>;

function readKind(json: string): { readonly kind: Kind } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problem: "" };
  }
  const { data, error } = kindSchema.safeParse(value);
  if (data) return { kind: data };
  const [issue] = error.issues;
  return { problem: `: ${nameOf(issue!.path)}` };
}

/** What is wrong with a line, in words; null where it is an estimate. */
function lineProblem(cells: readonly string[], kind: Kind | undefined): string | null {
  const [id = "", n = "", value = "", low = "", high = "", p = "", adjusted = "", mixtures = ""] = cells;
  if (cells.length !== COLUMNS.length) return `${cells.length} cells`;
  if (kind === undefined) return "a line of another kind";
  const { interval, p: test } = kind;
  if (!isEstimateId(id)) return "an id that no estimate has";
  if (!WHOLE.test(n)) return "n that is no whole number";
  if (value !== "" && !isNumber(value)) return "a value that is no number";
  if (interval ? !isNumber(low) || !isNumber(high) : low + high !== "") return "an interval that is none";
  if (test ? !isShare(p) || (adjusted !== "" && !isShare(adjusted)) : p + adjusted !== "") return "p that is none";
  return mixtures === "" || mixtures === "-" || WHOLE.test(mixtures) ? null : "mixtures that are no whole number";
}

const WHOLE = /^\d{1,15}$/;
const isNumber = (cell: string) => /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(cell) && Number.isFinite(Number(cell));
const isShare = (cell: string) => isNumber(cell) && Number(cell) >= 0 && Number(cell) <= 1;

function kindOf({ id, n, value, interval, p, mixturesNeeded, ...shared }: Estimate): string {
  const places = new Map(
    partsOf(id)
      .map((part, k) => [part, `$${k}`] as const)
      .toReversed(),
  );
  const kind = {
    ...shared,
    from: shortened(shared.from, places),
    ...(interval && { interval: { level: interval.level, method: interval.method } }),
    ...(p && {
      p: { method: p.method, ...(p.family !== undefined && { family: shortened(p.family, places) }) },
    }),
  };
  return JSON.stringify(Object.fromEntries(Object.entries(kind).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

function estimateOf(cells: readonly string[], kind: Kind): Estimate {
  const [id = "", n, value, low, high, p, adjusted, mixtures] = cells;
  const parts = partsOf(id);
  const { interval, p: test, ...shared } = kind;
  const family = test?.family;
  return {
    ...shared,
    from: written(shared.from, parts),
    id,
    n: Number(n),
    value: value === "" ? null : Number(value),
    ...(interval && { interval: { low: Number(low), high: Number(high), ...interval } }),
    ...(test && {
      p: {
        ...test,
        value: Number(p),
        ...(family !== undefined && { family: written(family, parts) }),
        ...(adjusted !== "" && { adjusted: Number(adjusted) }),
      },
    }),
    ...(mixtures !== "" && { mixturesNeeded: mixtures === "-" ? null : Number(mixtures) }),
  };
}

const partsOf = (id: string) => id.split(/\/|@|\.\./);

/** Parts of the id by their places; a dollar of the text itself is doubled. */
function shortened(text: string, places: ReadonlyMap<string, string>): string {
  return text
    .replaceAll("$", "$$$$")
    .replace(/\$\$|[^\s/@=,$]+/g, (part) => (part === "$$" ? part : (places.get(part) ?? part)));
}

function written(text: string, parts: readonly string[]): string {
  if (!text.includes("$")) return text;
  return text.replace(/\$(\$|\d+)/g, (_, place: string) => (place === "$" ? "$" : (parts[Number(place)] ?? "")));
}

/** A name for each kind: as much of its hash as tells it from the others. */
function namesOf(kinds: ReadonlySet<string>): ReadonlyMap<string, string> {
  for (let length = 8; ; length += 4) {
    const names = new Map([...kinds].map((kind) => [kind, sha256(kind).slice(0, length)]));
    if (new Set(names.values()).size === kinds.size) return names;
  }
}
