import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { bothWidths } from "./both-widths.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { matrixPanel } from "./matrix-panel.ts";
import { percent } from "./percent.ts";
import { percentInterval } from "./percent-interval.ts";
import { stratum } from "./stratum.ts";
import { targetsOf } from "./targets-of.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";

const FATES = [
  { id: "kept", label: "kept", colour: THEME.blue },
  { id: "lost", label: "lost", colour: THEME.vermillion },
  { id: "gained", label: "gained", colour: THEME.blue },
  { id: "never", label: "never", colour: THEME.muted },
] as const;

/** RQ4, item by item: the shares of items right before and after, before alone, after alone, at neither. */
export function itemTransitions(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("item-transitions", report, options);
  const { id, scale, first, last, source } = part;
  if (first === last) return { id, missing: "This study has one stage; no item can be kept or lost." };
  const mixture = options.mixture ?? "all";
  const rows = targetsOf(part, options)
    .map((target) => ({
      target,
      shares: FATES.map((fate) =>
        report.estimates.get(estimateId("item-transition", scale.id, mixture, target.kind, target.id, fate.id)),
      ),
    }))
    .filter(({ shares }) => shares.every((share) => share?.value != null))
    .toSorted((a, b) => staying(b.shares) - staying(a.shares) || 0);
  if (rows.length === 0)
    return {
      id,
      missing: "What becomes of single items needs answers item by item at both stages; this study has none.",
    };
  const said =
    ["overall", "category"].flatMap((kind) => rows.find(({ target }) => target.kind === kind) ?? [])[0] ?? rows[0]!;
  const stays = staying(said.shares);
  const where = said.target.kind === "overall" ? "" : ` in ${said.target.label}`;
  const title = `${percent(stays)} of the items that were right before stay right${where}; ${percent(said.shares[2]!.value!)} of all items are gained and ${percent(said.shares[1]!.value!)} lost`;
  const [most, least] = [rows[0]!, rows.at(-1)!];
  const alt = `${title}. The right answers last best in ${most.target.label} (${percent(staying(most.shares))}) and least in ${least.target.label} (${percent(staying(least.shares))}).`;
  const groups = [
    rows.filter(({ target }) => target.kind !== "benchmark"),
    rows.filter(({ target }) => target.kind === "benchmark"),
  ];
  return {
    id,
    title,
    subtitle: `Share of a benchmark’s items, scale ${scale.label}, ${first.label} to ${last.label}, ${mixture === "all" ? "mean over models" : `mixture ${mixture}`}; ${unitsOf(rows.flatMap(({ shares }) => shares.map((share) => share!)))}`,
    caption:
      "Kept: right before and after; lost: right before alone; gained: right after alone; never: at neither. The four add up to all items. Sorted by the share of right answers that stay right. Guessing keeps, loses and gains items too. 95 % intervals over mixtures are in the table.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      panels: groups
        .filter((group) => group.length > 0)
        .map((group) =>
          matrixPanel({
            width: canvas.width,
            ...(groups.every((each) => each.length > 0)
              ? { title: group[0]!.target.kind === "benchmark" ? "Benchmarks" : "Categories" }
              : {}),
            columns: FATES.map(({ label }) => label),
            rows: group.map(({ target, shares }) => ({
              label: target.label,
              cells: FATES.map(({ colour }, k) => ({
                text: percent(shares[k]!.value!),
                words: `${target.label}: ${FATES[k]!.label} ${percentInterval(shares[k]!)}`,
                shade: shares[k]!.value!,
                colour,
              })),
            })),
          }),
        ),
    })),
    table: estimateTable(
      "Items of",
      "Share",
      rows.flatMap(({ target, shares }) =>
        shares.map((estimate, k) => ({ label: `${target.label}: ${FATES[k]!.label}`, estimate: estimate! })),
      ),
    ),
  };
}

/** Of the items right before, the share right after; 0 where none was right. */
function staying(shares: readonly ({ readonly value: number | null } | undefined)[]): number {
  const [kept, lost] = [shares[0]?.value ?? 0, shares[1]?.value ?? 0];
  return kept + lost > 0 ? kept / (kept + lost) : 0;
}
