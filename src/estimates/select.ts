import { nearest } from "../nearest.ts";
import type { Report } from "./analysis.ts";
import type { Estimate } from "./estimate.ts";
import { PLACEHOLDERS, resolveId } from "./resolve-id.ts";

export interface Selection {
  /** ascending by id; empty when the study has none */
  readonly estimates: readonly Estimate[];
  /** the glob with its placeholders filled */
  readonly glob: string;
  /** a sentence on what to write, when the glob can match in no study of this design: a misspelt part */
  readonly fault: string | null;
}

/**
 * The estimates whose ids match a glob: a star stands for one whole part, placeholders are filled from the design. With a
 * star for the benchmark, `predictor/accuracy/{largest-scale}/…/self/spearman` is every benchmark as a predictor of itself.
 */
export function select(template: string, report: Report): Selection {
  const { id: glob, absent, unknown } = resolveId(template, report.study.design);
  if (unknown[0] !== undefined) {
    const names = PLACEHOLDERS.map((name) => `{${name}}`).join(", ");
    return { glob, estimates: [], fault: `There is no placeholder {${unknown[0]}}; the placeholders are ${names}.` };
  }
  const parts = glob.split("/");
  const protocols =
    parts[0] === "*" ? [...idsByProtocol(report).values()].flat() : idsByProtocol(report).get(parts[0]!);
  const own = (protocols ?? []).filter((id) => id.length === parts.length);
  const chosen = own.filter((id) => parts.every((part, k) => part === "*" || part === id[k]));
  const estimates = chosen.map((id) => report.estimates.get(id.join("/"))!).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { glob, estimates, fault: estimates.length > 0 || absent !== null ? null : misspelt(parts, report) };
}

/** The ids of a report, in parts, by protocol: made once, because a page selects often. */
function idsByProtocol(report: Report): ReadonlyMap<string, readonly (readonly string[])[]> {
  let ids = IDS.get(report);
  if (!ids) {
    ids = Map.groupBy(
      Array.from(report.estimates.keys(), (id) => id.split("/")),
      ([protocol]) => protocol!,
    );
    IDS.set(report, ids);
  }
  return ids;
}

const IDS = new WeakMap<Report, ReadonlyMap<string, readonly (readonly string[])[]>>();

/** A part that stands in no id of its protocol at its place cannot have been meant. A protocol without ids may be empty. */
function misspelt(parts: readonly string[], report: Report): string | null {
  const [protocol = ""] = parts;
  const own = idsByProtocol(report).get(protocol) ?? [];
  if (own.length === 0) {
    if (PROTOCOLS.includes(protocol)) return null;
    const similar = nearest(protocol, PROTOCOLS);
    return similar ? `Did you mean ${similar}?` : `An id begins with one of ${PROTOCOLS.join(", ")}.`;
  }
  const long = own.filter((id) => id.length === parts.length);
  if (long.length === 0) return `Ids of ${protocol} look like ${own[0]!.join("/")}.`;
  for (const [k, part] of parts.entries()) {
    const there = new Set(long.map((id) => id[k]!));
    if (part === "*" || there.has(part)) continue;
    const similar = nearest(part, there);
    return similar ? `Did you mean ${similar} in place of ${part}?` : `No id of ${protocol} has ${part} there.`;
  }
  return null;
}

/** The first parts of ids, contract 3. Some have no estimates in a study of one scale or one stage. */
const PROTOCOLS: readonly string[] = [
  "alignment",
  "alignment-change",
  "alignment-transfer",
  "calibration",
  "calibration-transfer",
  "coherence",
  "coherence-change",
  "confidence-histogram",
  "covariate",
  "cross-benchmark",
  "item-confidence",
  "item-transition",
  "level",
  "persistence-difference",
  "power",
  "prediction",
  "predictor",
  "rank-persistence",
  "recalibration",
  "reliability",
  "reliability-curve",
  "scale-shift",
  "scale-transfer",
  "smallest-suite",
  "uncertainty",
];
