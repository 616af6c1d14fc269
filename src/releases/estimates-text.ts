import type { Estimate } from "../estimates/estimate.ts";
import { sha256 } from "../files.ts";

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

/** What `estimatesText` wrote. @throws {RangeError} when the text is not of that format, naming the line */
export function parseEstimates(text: string): Estimate[] {
  const lines = text.split("\n");
  const head = lines.indexOf(COLUMNS.join("\t"));
  if (lines[0] !== TITLE || head < 0 || lines.at(-1) !== "") throw new RangeError("not a whole list of estimates");
  const kinds = new Map(
    lines.slice(1, head).map((line) => {
      const [, name = "", kind = ""] = /^kind (\S+) (.*)$/.exec(line) ?? [];
      return [name, JSON.parse(kind || "null") as Kind | null] as const;
    }),
  );
  return lines.slice(head + 1, -1).map((line, k) => {
    const cells = line.split("\t");
    const kind = kinds.get(cells[8] ?? "");
    if (cells.length !== COLUMNS.length || !kind)
      throw new RangeError(`line ${head + k + 2} is no estimate: ${line.slice(0, 80)}`);
    return estimateOf(cells, kind);
  });
}

/** What an estimate shares with others; in `from` and `family`, parts of the id stand as their places. */
interface Kind extends Omit<Estimate, "id" | "n" | "value" | "interval" | "p" | "mixturesNeeded"> {
  readonly interval?: { readonly level: 0.95; readonly method: string };
  readonly p?: { readonly method: string; readonly family?: string };
}

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
