import type { Estimate } from "../estimates/estimate.ts";
import { formatEstimate } from "../estimates/format-estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import type {
  ClaimChange,
  DataChange,
  EstimateChanges,
  Movement,
  PageChange,
  StateDiff,
  VerdictChange,
} from "./state-diff.ts";

/** One part of a diff in words, for a terminal or a comment. */
export interface DiffSection {
  readonly title: string;
  /** a sentence that counts; without a full stop */
  readonly summary: string;
  /** what changed, most important first; empty where the sentence says all */
  readonly rows: readonly DiffRow[];
}

/** One change in words. */
export interface DiffRow {
  /** an estimate's id, a sentence, a file */
  readonly subject: string;
  /** whether the subject is an id, to be set as code */
  readonly isId: boolean;
  readonly change: string;
}

/** A diff in words, most important first: claims, verdicts, estimates, data, pages. Sections without any change are left out. */
export function diffSections(diff: StateDiff): DiffSection[] {
  return [
    ...claims(diff.claims),
    ...verdicts(diff.verdicts),
    ...estimates(diff.estimates),
    ...data(diff.data),
    ...pages(diff),
  ];
}

/** "1 claim", "1,692 estimates". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}

/** What became of a claim: "holds, failed before". */
export function claimChange({ before, after }: ClaimChange): string {
  if (before === null) return `new: ${SAID[after!].now}`;
  if (after === null) return `gone; it ${SAID[before].before}`;
  return `${SAID[after].now}; it ${SAID[before].before}`;
}

const SAID = {
  holds: { now: "holds now", before: "held before" },
  fails: { now: "fails now", before: "failed before" },
  "cannot tell": { now: "cannot be told now", before: "could not be told before" },
} as const;

/** An estimate with its interval, or why it has no value. */
export function printed(estimate: Estimate): string {
  return (
    formatEstimate(estimate, { interval: true })?.replace(/ percentage points/g, "\u00a0pp") ??
    estimate.reason ??
    "undefined"
  );
}

function claims(changes: readonly ClaimChange[]): DiffSection[] {
  if (changes.length === 0) return [];
  const turned = changes.filter(({ before, after }) => before !== null && after !== null).length;
  const others = changes.length - turned;
  const parts = [
    turned > 0 && `${counted(turned, "claim")} turned`,
    others > 0 && `${counted(others, "claim")} came or went`,
  ];
  const rows = changes.map((change) => ({
    subject: `${change.page}#claim-${change.id}`,
    isId: true,
    change: `${claimChange(change)}: ${change.text}`,
  }));
  return [{ title: "Claims", summary: parts.filter(Boolean).join(", "), rows }];
}

function verdicts(changes: readonly VerdictChange[]): DiffSection[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ id, before, after }) => ({ subject: id, isId: true, change: `${before} → ${after}` }));
  return [{ title: "Verdicts", summary: `${counted(changes.length, "verdict")} changed`, rows }];
}

function estimates(changes: EstimateChanges): DiffSection[] {
  const { moved, comparable, beyond, furthest, came, went, defined, undefined: lost } = changes;
  const movement = ({ id, before, after }: Movement) => ({
    subject: id,
    isId: true,
    change: `${printed(before)} → ${printed(after)}`,
  });
  const inBoth = changes.after - came.length;
  const sections: DiffSection[] = [];
  if (moved > 0) {
    const share = `${formatNumber(beyond.length, 0)} of the ${counted(comparable, "moved estimate")} with an interval`;
    sections.push({
      title: "Estimates",
      summary: `${formatNumber(moved, 0)} of ${formatNumber(inBoth, 0)} moved; ${share} now ${beyond.length === 1 ? "lies" : "lie"} outside of the interval before`,
      rows: beyond.map(movement),
    });
    sections.push({
      title: "Furthest",
      summary: "the estimate of each quantity that moved furthest",
      rows: furthest.map((one) => ({ ...movement(one), change: `${one.after.quantity}: ${movement(one).change}` })),
    });
  }
  const others = [
    ["new", came],
    ["gone", went],
    ["with a value now", defined],
    ["without one now", lost],
  ] as const;
  const parts = others.filter(([, ids]) => ids.length > 0);
  if (parts.length > 0)
    sections.push({
      title: "Came and went",
      summary: parts.map(([what, ids]) => `${formatNumber(ids.length, 0)} ${what}`).join(", "),
      rows: parts.flatMap(([what, ids]) =>
        byProtocol(ids).map((change) => ({ ...change, change: `${change.change} ${what}` })),
      ),
    });
  return sections;
}

/** Ids counted by their first part: tens of thousands may come with one benchmark. */
function byProtocol(ids: readonly string[]): DiffRow[] {
  const protocols = Map.groupBy(ids, (id) => id.split("/", 1)[0]!);
  return [...protocols].map(([protocol, own]) => ({
    subject: own.length === 1 ? own[0]! : `${protocol}/…`,
    isId: true,
    change: formatNumber(own.length, 0),
  }));
}

function data({ versions, counts, seeds, design, files }: DataChange): DiffSection[] {
  const row = (subject: string, change: string): DiffRow => ({ subject, isId: false, change });
  const gained = ({ added, removed }: { added: readonly unknown[]; removed: readonly unknown[] }) =>
    [added.length > 0 && `new: ${added.join(", ")}`, removed.length > 0 && `gone: ${removed.join(", ")}`]
      .filter(Boolean)
      .join("; ");
  const rows = [
    ...counts.map(({ what, before, after }) => row(what, `${formatNumber(before, 0)} → ${formatNumber(after, 0)}`)),
    ...(seeds.added.length + seeds.removed.length > 0 ? [row("seeds", gained(seeds))] : []),
    ...design.map((change) => row(change.what, gained(change))),
    ...files.added.map((path) => row(path, "new file")),
    ...files.removed.map((path) => row(path, "file gone")),
    ...files.changed.map((path) => row(path, "file changed")),
  ];
  if (rows.length === 0) return [];
  const summary = versions[0] === versions[1] ? `version ${versions[1]}` : `version ${versions[0]} → ${versions[1]}`;
  return [{ title: "Data", summary, rows }];
}

/** Pages that came or went, then those whose words or numbers are others: of these, those nearest to the overview first. */
function pages({ pages: changes }: StateDiff): DiffSection[] {
  const row = ({ href, title }: PageChange, change: string) => ({
    subject: href,
    isId: true,
    change: `${change}: ${title}`,
  });
  const moved = changes.filter(({ presence }) => presence !== "both");
  const depth = ({ href }: PageChange) => href.split("/").length;
  const others = changes
    .filter(({ readsOtherwise }) => readsOtherwise === true)
    .toSorted((a, b) => depth(a) - depth(b));
  if (moved.length + others.length === 0) return [];
  const parts = [
    ...(moved.length > 0 ? [`${counted(moved.length, "page")} came or went`] : []),
    ...(others.length > 0 ? [`${counted(others.length, "page reads", "pages read")} otherwise`] : []),
  ];
  const rows = [
    ...moved.map((page) => row(page, page.presence)),
    ...others.map((page) => row(page, "reads otherwise")),
  ];
  return [{ title: "Pages", summary: parts.join("; "), rows }];
}
