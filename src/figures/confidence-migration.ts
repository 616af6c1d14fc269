import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRow } from "./interval-row.ts";
import { intervalRows } from "./interval-rows.ts";
import { stratum } from "./stratum.ts";
import { targetsOf } from "./targets-of.ts";
import { unitsOf } from "./units-of.ts";

const FATES = [
  { id: "kept", label: "kept", is: "Kept" },
  { id: "gained", label: "gained", is: "Gained" },
  { id: "lost", label: "lost", is: "Lost" },
  { id: "never", label: "never right", is: "Never right" },
] as const;

/** RQ4, item by item: how confidence moves on the items that are kept, gained, lost, and never right. */
export function confidenceMigration(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("confidence-migration", report, options);
  const { id, scale, first, last, source } = part;
  if (first === last) return { id, missing: "This study has one stage; confidence cannot move." };
  const isWhole = options.benchmark === undefined;
  const targets = targetsOf(part, options).filter(({ kind }) => !isWhole || kind !== "benchmark");
  const groups = FATES.map((fate) => ({
    fate,
    rows: targets.flatMap((target) => {
      const estimate = report.estimates.get(
        estimateId("item-confidence", scale.id, "all", target.kind, target.id, `${fate.id}-change`),
      );
      return estimate ? [{ target, estimate }] : [];
    }),
  })).filter(({ rows }) => rows.some(({ estimate }) => estimate.value !== null));
  const known = groups.flatMap(({ rows }) => rows.filter(({ estimate }) => estimate.value !== null));
  if (known.length === 0)
    return { id, missing: "How confidence moves needs answers item by item with confidence; this study has none." };
  const said = groups.map(({ fate, rows }) => ({
    fate,
    value: (rows.find(({ target }) => target.kind === "overall") ??
      rows.find(({ estimate }) => estimate.value !== null))!.estimate.value,
  }));
  const words = said.flatMap(({ fate, value }) => (value === null ? [] : [`${fate.label} ${points(value)}`]));
  const title = `Confidence moves, in percentage points, by what becomes of an item: ${words.join(", ")}`;
  const alt = `${title}. ${groups
    .map(({ fate, rows }) => {
      const sorted = rows
        .filter(({ estimate }) => estimate.value !== null)
        .toSorted((a, b) => b.estimate.value! - a.estimate.value!);
      return `${fate.is}: from ${points(sorted.at(-1)!.estimate.value!)} in ${sorted.at(-1)!.target.label} to ${points(sorted[0]!.estimate.value!)} in ${sorted[0]!.target.label}`;
    })
    .join("; ")}.`;
  const limits = known.flatMap(({ estimate: { value, interval } }) => [
    value!,
    interval?.low ?? value!,
    interval?.high ?? value!,
  ]);
  const from = Math.min(-1, Math.floor(Math.min(...limits) * 10));
  const to = Math.max(1, Math.ceil(Math.max(...limits) * 10));
  const step = to - from > 8 ? 2 : 1;
  const start = Math.floor(from / step) * step;
  const ticks = Array.from({ length: Math.ceil((to - start) / step) + 1 }, (_, k) => (start + k * step) / 10);
  return {
    id,
    title,
    subtitle: `Mean change of confidence from ${first.label} to ${last.label} on items of each kind, percentage points, scale ${scale.label}, ${unitsOf(known.map(({ estimate }) => estimate))}`,
    caption:
      "Points are means over models, lines 95 % intervals over mixtures; filled where the interval excludes zero. A well-behaved model would grow surer of what it gains and keeps, and less sure of what it loses.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      panels: [
        intervalRows({
          canvas,
          domain: [ticks[0]!, ticks.at(-1)!],
          ticks,
          tickFormat: (value) => formatNumber(value * 100, 0, true),
          rules: [0],
          axis: "change of confidence, percentage points",
          rows: groups.flatMap(({ fate, rows }) => [
            { label: fate.is, points: [], isHeading: true },
            ...rows.map(({ target, estimate }) => intervalRow(target.label, estimate, { print: points })),
          ]),
        }),
      ],
    })),
    table: estimateTable(
      "Items",
      "Change",
      groups.flatMap(({ fate, rows }) =>
        rows.map(({ target, estimate }) => ({ label: `${fate.is}: ${target.label}`, estimate })),
      ),
    ),
  };
}

const points = (share: number) => formatNumber(share * 100, 1, true);
