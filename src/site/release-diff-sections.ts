import { formatNumber } from "../estimates/format-number.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { claimChange, counted, printed } from "../releases/diff-sections.ts";
import { pageAnchor } from "../releases/page-anchor.ts";
import { releasedRows } from "../releases/released-rows.ts";
import type { Movement, PageChange, StateDiff } from "../releases/state-diff.ts";
import { longTable } from "./long-table.ts";
import { PLACES } from "./navigation.ts";
import { PROTOCOLS } from "./protocols.ts";
import type { ReleasePair } from "./release-diffs.ts";
import type { SitePart, SiteSection, SiteTable } from "./site-section.ts";

/** How many rows a list of estimates shows; the file of the diff has all. */
const SHOWN = 40;

/** What changed between two releases as the sections of a page, most important first. Numbers link to their frozen rows. */
export function releaseDiffSections(diff: StateDiff, pair: ReleasePair): SiteSection[] {
  const cells = rowLinks(pair);
  const sections = [claims(diff, pair), verdicts(diff, cells), estimates(diff, cells), data(diff), pages(diff, pair)];
  return sections.filter(({ parts }) => parts.length > 0);
}

/** Links of an estimate's numbers to its rows in both versions. */
interface RowLinks {
  readonly before: (id: string, words: string) => string;
  readonly after: (id: string, words: string) => string;
}

function rowLinks({ before, after }: ReleasePair): RowLinks {
  const link = (release: ReleasePair["after"]) => {
    const rowOf = releasedRows(release);
    return (id: string, words: string) => {
      const row = rowOf(id);
      const text = escapeHtml(words);
      return row === null ? text : `<a class="value" href="/v/${release.version}${escapeHtml(row)}">${text}</a>`;
    };
  };
  return { before: link(before), after: link(after) };
}

const idCell = (id: string) => `<code>${escapeHtml(id).replaceAll("/", "/<wbr>")}</code>`;
const note = (html: string): SitePart => ({ kind: "html", html: `<p>${html}</p>` });
const none = (reason: string): SitePart => ({ kind: "absent", reason });

function claims({ claims: changes }: StateDiff, { before, after }: ReleasePair): SiteSection {
  const section = { id: "claims", title: "Claims" };
  if (before.claims.length + after.claims.length === 0) return { ...section, parts: [] };
  if (changes.length === 0) return { ...section, parts: [none("No claim turned.")] };
  const rows = changes.map((change) => {
    const { id, page, text, after: is } = change;
    const version = is === null ? before.version : after.version;
    const mark = is === null ? "" : `<span aria-hidden="true">${MARKS[is]}</span> `;
    return {
      head: `<a href="/v/${version}${escapeHtml(page)}#claim-${escapeHtml(id)}">${escapeHtml(text)}</a>`,
      cells: [`${mark}${claimChange(change)}`],
    };
  });
  const caption = "Claims that turned, came or went";
  return {
    ...section,
    parts: longTable({ kind: "table", caption, head: ["Claim", "Now"], rows, isWords: true }, "more claims"),
  };
}

const MARKS = { holds: "✓", fails: "✗", "cannot tell": "?" } as const;

function verdicts({ verdicts: changes, from, to }: StateDiff, links: RowLinks): SiteSection {
  const section = { id: "verdicts", title: "Verdicts" };
  if (changes.length === 0) return { ...section, parts: [none("No verdict changed.")] };
  const rows = changes.map(({ id, before, after }) => ({
    head: idCell(id),
    cells: [links.before(id, before), links.after(id, after)],
  }));
  const caption = `${counted(changes.length, "verdict")} changed: reversals first, then verdicts that were lost, then those that were reached`;
  return {
    ...section,
    parts: longTable({ kind: "table", caption, head: ["Estimate", from, to], rows, isWords: true }, "more verdicts"),
  };
}

function estimates(diff: StateDiff, links: RowLinks): SiteSection {
  const { beyond, furthest, moved, comparable, after, came, went, defined, undefined: lost } = diff.estimates;
  const section = { id: "estimates", title: "Estimates" };
  const others = [
    `${formatNumber(came.length, 0)} are new`,
    `${formatNumber(went.length, 0)} are gone`,
    `${formatNumber(defined.length, 0)} have a value now`,
    `${formatNumber(lost.length, 0)} have none any more`,
  ];
  const counts = note(
    `${formatNumber(moved, 0)} of ${counted(after, "estimate")} moved. ${others.join(", ")}. <a href="diff.json">All changes as JSON</a>.`,
  );
  if (moved === 0) return { ...section, parts: [counts] };
  const meaning = note(
    `Of the ${formatNumber(comparable, 0)} that moved and had an interval, ${formatNumber(beyond.length, 0)} now lie outside of it (${formatNumber((100 * beyond.length) / Math.max(1, comparable), 1)}\u00a0%). An interval speaks of the quantity behind an estimate, not of where the next estimate falls; with a new seed or new items some leave theirs by chance.`,
  );
  const table = (movements: readonly Movement[], caption: string): SiteTable => ({
    kind: "table",
    caption,
    head: ["Estimate", diff.from, diff.to],
    rows: movements.map(({ id, before, after: now }) => ({
      head: idCell(id),
      cells: [links.before(id, printed(before)), links.after(id, printed(now))],
    })),
    isWords: true,
  });
  const parts: SitePart[] = [counts, meaning];
  if (beyond.length > 0) {
    parts.push(protocols(diff));
    const shown = beyond.slice(0, SHOWN);
    const rest = beyond.length > SHOWN ? `, the first ${SHOWN} of ${formatNumber(beyond.length, 0)}` : "";
    const caption = `Moved beyond the interval${rest}: those that stand on most pages first`;
    parts.push(...longTable(table(shown, caption), "more estimates beyond their interval"));
  }
  const caption = "Of each quantity, the estimate that moved furthest";
  parts.push(...longTable(table(furthest, caption), "more quantities"));
  return { ...section, parts };
}

/** Of each protocol: how many moved beyond their interval. */
function protocols({ estimates: { beyond } }: StateDiff): SiteTable {
  const counts = Map.groupBy(beyond, ({ id }) => id.split("/", 1)[0]!);
  const order = Object.keys(PROTOCOLS);
  return {
    kind: "table",
    caption: "Estimates beyond their interval, by what they are about",
    head: ["Protocol", "Estimates"],
    rows: [...counts]
      .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([protocol, own]) => ({
        head: escapeHtml(PROTOCOLS[protocol]?.title ?? protocol),
        cells: [formatNumber(own.length, 0)],
      })),
    folded: `By protocol: ${counted(counts.size, "protocol")}`,
  };
}

function data({ data: change, from, to }: StateDiff): SiteSection {
  const section = { id: "data", title: "Data" };
  const row = (head: string, cells: readonly string[]) => ({ head: escapeHtml(head), cells: cells.map(escapeHtml) });
  const both = (what: string, { added, removed }: { added: readonly unknown[]; removed: readonly unknown[] }) =>
    added.length + removed.length === 0 ? [] : [row(what, [removed.join(", ") || "–", added.join(", ") || "–"])];
  const parts: SitePart[] = [];
  if (change.counts.length > 0)
    parts.push({
      kind: "table",
      caption: "The study in numbers",
      head: ["Counted", from, to],
      rows: change.counts.map(({ what, before, after }) =>
        row(what, [formatNumber(before, 0), formatNumber(after, 0)]),
      ),
    });
  const rows = [
    ...both("seeds", change.seeds),
    ...change.design.flatMap((design) => both(design.what, design)),
    ...both("files", change.files),
    ...(change.files.changed.length > 0 ? [row("files changed", ["–", change.files.changed.join(", ")])] : []),
  ];
  if (rows.length > 0)
    parts.push({
      kind: "table",
      caption: "What the data lost and gained",
      head: ["What", "Gone", "New"],
      rows,
      isWords: true,
    });
  return { ...section, parts: parts.length > 0 ? parts : [none("The data are the same.")] };
}

/** A row for every page, anchored, so that a frozen page leads to what changed on it. */
function pages({ pages: changes, from, to }: StateDiff, { before, after }: ReleasePair): SiteSection {
  const order = PLACES.map(({ href }) => href);
  const place = ({ href }: PageChange) => {
    const index = order.indexOf(href);
    return index < 0 ? order.length + (/^\/estimates\/./.test(href) ? 1 : 0) : index;
  };
  const sorted = changes.toSorted((a, b) => place(a) - place(b));
  const table = (caption: string, rows: readonly PageChange[], folded?: string): SiteTable => ({
    kind: "table",
    caption,
    head: ["Page", "Claims", "Verdicts", "Beyond", "Moved", "Numbers", "Remark"],
    rows: rows.map((page) => {
      const version = page.presence === "removed" ? before.version : after.version;
      const { claims: turned, verdicts: changed, beyond, moved, shown, presence, readsOtherwise } = page;
      const words = presence !== "both" ? PRESENCE[presence] : readsOtherwise === false ? "reads the same" : "";
      return {
        head: `<a id="${escapeHtml(pageAnchor(page.href))}" href="/v/${version}${escapeHtml(page.href)}">${escapeHtml(page.title)}</a>`,
        cells: [
          ...[turned, changed, beyond, moved, shown].map((count) => (count === 0 ? "–" : formatNumber(count, 0))),
          words,
        ],
      };
    }),
    ...(folded !== undefined && { folded }),
  });
  const [rowsOfNumbers, others] = [true, false].map((isRows) =>
    sorted.filter(({ href }) => /^\/estimates\/./.test(href) === isRows),
  );
  const parts: SitePart[] = [
    note(
      "Of the numbers that a page shows: how many moved, how many of these beyond their interval, and how many verdicts changed.",
    ),
    ...longTable(table(`Pages, from ${from} to ${to}`, others!), "more pages"),
  ];
  const count = counted(rowsOfNumbers!.length, "page of estimates", "pages of estimates");
  if (rowsOfNumbers!.length > 0) parts.push(table("Pages of estimates", rowsOfNumbers!, count));
  return { id: "pages", title: "Page by page", parts };
}

const PRESENCE = { added: "new", removed: "gone" } as const;

/** The sentence at the top: what a reader must know first. */
export function releaseDiffAnswer({
  claims: turns,
  verdicts: changed,
  estimates: moves,
  data: study,
}: StateDiff): string {
  const turned = turns.filter(({ before, after }) => before !== null && after !== null).length;
  const models = study.counts.find(({ what }) => what === "models");
  const grew = models && `The study went from ${formatNumber(models.before, 0)} to ${counted(models.after, "model")}.`;
  const beyond = moves.beyond.length;
  const parts = [
    `${turned === 0 ? "No claim" : counted(turned, "claim")} turned`,
    `${changed.length === 0 ? "no verdict" : counted(changed.length, "verdict")} changed`,
    `and ${beyond === 0 ? "no estimate" : counted(beyond, "estimate")} moved beyond ${beyond > 1 ? "their" : "its"} earlier interval`,
  ];
  return [grew, `${parts.join(", ")}.`].filter(Boolean).join(" ");
}
