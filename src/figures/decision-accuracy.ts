import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { bothWidths } from "./both-widths.ts";
import { clearKeys } from "./clear-keys.ts";
import { clearSide } from "./clear-side.ts";
import { estimateRows } from "./estimate-rows.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRow } from "./interval-row.ts";
import { intervalRows } from "./interval-rows.ts";
import { percent } from "./percent.ts";
import { stratum } from "./stratum.ts";
import { targetGroups } from "./target-groups.ts";
import { targetsOf } from "./targets-of.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** How often the better of two mixtures before is the better after; ½ is a coin. */
export function decisionAccuracy(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("decision-accuracy", report, options);
  const { id, metric, scale, first, last, source } = part;
  if (first === last) return { id, missing: "This study has one stage; a decision before is judged by a stage after." };
  const rows = estimateRows(report, targetsOf(part, options), (target) =>
    estimateId("rank-persistence", metric, scale.id, target.kind, target.id, "decision-accuracy"),
  );
  const defined = rows.filter(({ estimate }) => estimate.value !== null);
  if (defined.length === 0)
    return { id, missing: `No pair of mixtures can be compared by ${metric} at both stages at ${scale.label}.` };
  const overall = defined.find(({ target }) => target.kind === "overall");
  const onSide = (side: "above" | "below") =>
    defined.filter(({ estimate }) => clearSide(estimate, 0.5) === side).length;
  const worse = onSide("below") > 0 ? `, clearly worse in ${onSide("below")}` : "";
  const said = overall ?? defined.find(({ target }) => target.kind === "category") ?? defined[0]!;
  const where = overall ? "over all benchmarks" : `in ${said.target.label}`;
  const title = `The better of two mixtures by ${metric} before is the better after ${percent(said.estimate.value!)} of the time ${where}`;
  const [most, least] = [defined[0]!, defined.at(-1)!];
  const alt = `${title} (${withInterval(said.estimate)}). Clearly better than a coin in ${onSide("above")} of ${rows.length} rows${worse}; highest ${most.target.label}, ${withInterval(most.estimate)}, lowest ${least.target.label}, ${withInterval(least.estimate)}.`;
  return {
    id,
    title,
    subtitle: `Share of pairs of mixtures ordered alike by ${metric}, ${first.label} and ${last.label}, scale ${scale.label}, ${unitsOf(defined.map(({ estimate }) => estimate))}`,
    caption:
      "Points are shares of pairs, lines 95 % intervals over mixtures; the strong rule at ½ is a coin. A tie counts one half. Filled where the interval excludes ½: blue above it, vermillion below.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: clearKeys(
        defined.map(({ estimate }) => estimate),
        { above: "clearly better than a coin", below: "clearly worse", nothing: 0.5 },
      ),
      panels: [
        intervalRows({
          canvas,
          domain: [0, 1],
          ticks: [0, 0.25, 0.5, 0.75, 1],
          rules: [0.5],
          axis: "share of pairs ordered alike",
          decimals: 2,
          rows: targetGroups(rows, ({ target, estimate }) =>
            intervalRow(target.label, estimate, { nothing: 0.5, below: THEME.vermillion }),
          ),
        }),
      ],
    })),
    table: estimateTable(
      "Group",
      "Decision accuracy",
      rows.map(({ target, estimate }) => ({ label: target.label, estimate })),
    ),
  };
}
