import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { bothWidths } from "./both-widths.ts";
import { clearKeys } from "./clear-keys.ts";
import { clearSide } from "./clear-side.ts";
import { countOf } from "./count-of.ts";
import { estimateRows } from "./estimate-rows.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRow } from "./interval-row.ts";
import { intervalRows } from "./interval-rows.ts";
import { stratum } from "./stratum.ts";
import { targetGroups } from "./target-groups.ts";
import { targetsOf } from "./targets-of.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ4, item by item: is an item on which a model was surer before more likely to be right after? ½ is a coin. */
export function sureThenRight(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("sure-then-right", report, options);
  const { id, scale, first, last, source } = part;
  if (first === last) return { id, missing: "This study has one stage; nothing is sure before and right after." };
  const mixture = options.mixture ?? "all";
  const rows = estimateRows(report, targetsOf(part, options), (target) =>
    estimateId("item-confidence", scale.id, mixture, target.kind, target.id, "sure-then-right"),
  );
  const defined = rows.filter(({ estimate }) => estimate.value !== null);
  if (defined.length === 0)
    return {
      id,
      missing:
        "Whether being sure before foretells being right needs answers item by item with confidence, right and wrong ones; there are none here.",
    };
  const benchmarks = rows.filter(({ target }) => target.kind === "benchmark");
  const counted = benchmarks.length > 0 ? benchmarks : rows;
  const onSide = (side: "above" | "below") =>
    counted.filter(({ estimate }) => clearSide(estimate, 0.5) === side).length;
  const [clear, against] = [onSide("above"), onSide("below")];
  const title = `Being sure before clearly foretells being right after on ${clear} of ${countOf(counted.length, benchmarks.length > 0 ? "benchmark" : "group")}${against > 0 ? `, and being wrong on ${against}` : ""}`;
  const overall = defined.find(({ target }) => target.kind === "overall");
  const [most, least] = [defined[0]!, defined.at(-1)!];
  const alt = `${title}. ${overall ? `Overall ${withInterval(overall.estimate)}. ` : ""}Highest: ${most.target.label}, ${withInterval(most.estimate)}; lowest: ${least.target.label}, ${withInterval(least.estimate)}.`;
  return {
    id,
    title,
    subtitle: `Chance that an item right at ${last.label} had more confidence at ${first.label} than one that is wrong, within a model and benchmark; scale ${scale.label}, ${unitsOf(defined.map(({ estimate }) => estimate))}`,
    caption:
      "Points are means over models of this chance (AUROC), lines 95 % intervals over mixtures; the strong rule at ½ is a coin. Filled where the interval excludes ½: blue above it, vermillion below. Where all answers are right, or all wrong, nothing is defined.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: clearKeys(
        defined.map(({ estimate }) => estimate),
        { above: "surer, then right", below: "surer, then wrong", nothing: 0.5 },
      ),
      panels: [
        intervalRows({
          canvas,
          domain: [0, 1],
          ticks: [0, 0.25, 0.5, 0.75, 1],
          rules: [0.5],
          axis: "chance that the right item was the surer one",
          decimals: 2,
          rows: targetGroups(rows, ({ target, estimate }) =>
            intervalRow(target.label, estimate, { nothing: 0.5, below: THEME.vermillion }),
          ),
        }),
      ],
    })),
    table: estimateTable(
      "Group",
      "Chance",
      rows.map(({ target, estimate }) => ({ label: target.label, estimate })),
    ),
  };
}
