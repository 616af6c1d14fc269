import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { levelAxis } from "./level-axis.ts";
import { MOST_NAMES, type ScatterPoint, scatterPanel } from "./scatter-panel.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ1: every mixture’s level before against its level after, with the fit: all benchmarks together, then each category. */
export function levelScatter(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("level-scatter", report, options);
  const { id, metric, scale, first, last, source } = part;
  if (first === last) return { id, missing: "This study has one stage; a level before and one after need two." };
  const isRaw = options.benchmark !== undefined;
  const targets = isRaw
    ? part.benchmarks
    : options.category === undefined
      ? [part.overall, ...part.categories]
      : part.categories;
  const panels = targets.flatMap((target) => {
    const level = (stage: string, mixture: string) =>
      report.estimates.get(estimateId("level", metric, scale.id, stage, mixture, target.kind, target.id, "mean"));
    const points = report.study.design.mixtures.flatMap((mixture): ScatterPoint[] => {
      const [before, after] = [level(first.id, mixture.id), level(last.id, mixture.id)];
      return before?.value == null || after?.value == null
        ? []
        : [
            {
              label: mixture.label,
              before: before.value,
              after: after.value,
              across: before.interval ?? null,
              up: after.interval ?? null,
            },
          ];
    });
    const rho = report.estimates.get(
      estimateId("rank-persistence", metric, scale.id, target.kind, target.id, "spearman"),
    );
    return points.length === 0 ? [] : [{ target, points, rho }];
  });
  if (panels.length === 0)
    return { id, missing: `No ${metric} is known for the same mixtures at both stages at ${scale.label}.` };
  const main = panels[0]!;
  const where = main.target.kind === "overall" ? "over all benchmarks" : `in ${main.target.label}`;
  const rising = main.points.filter(({ before, after }) => after > before).length;
  const title = `${titleOf(main.rho, metric, where)}; ${rising} of ${countOf(main.points.length, "mixture")} ${rising === 1 ? "rises" : "rise"}`;
  const ends = main.points.toSorted((a, b) => b.before - a.before);
  const alt = `${title}. ${panels
    .map(({ target, rho }) => `${target.label}: ${rho ? `ρ ${withInterval(rho)}` : "ρ not estimated"}`)
    .join(
      "; ",
    )}. Highest before, ${ends[0]!.label}: from ${print(ends[0]!.before)} to ${print(ends[0]!.after)}; lowest, ${ends.at(-1)!.label}: from ${print(ends.at(-1)!.before)} to ${print(ends.at(-1)!.after)}.`;
  const isCloud = main.points.length > MOST_NAMES;
  const side = (level: "before" | "after", range: "across" | "up") =>
    sideOf(
      main.points.map((point) => point[level]),
      isCloud ? [] : main.points.flatMap((point) => point[range] ?? []),
    );
  const [across, up] = [side("before", "across"), side("after", "up")];
  const hasIntervals = across.intervals.length + up.intervals.length > 0;
  const rest = panels.slice(1);
  const shared = levelAxis(rest.flatMap(({ points }) => points.flatMap(({ before, after }) => [before, after])));
  return {
    id,
    title,
    subtitle: `Level of ${metric} of each mixture${isRaw ? "" : " above guessing"}, ${first.label} (along) and ${last.label} (up), scale ${scale.label}${main.rho ? `, ${unitsOf([main.rho])}` : ""}`,
    caption: `Each point is a mixture, the mean of its seeds${hasIntervals ? `; ${rest.length > 0 ? "in the first panel " : ""}thin lines are 95 % intervals over seeds${across.isCut || up.isCut ? ", with an arrow-head where they go on beyond the frame" : ""}` : ""}. Dashed: no change, so that points above it rose. Blue: the least-squares line of the points, with its usual 95 % band for normal errors${rest.length > 0 ? " in the first panel" : ""}. ${rest.length > 0 ? "The small panels share their axes. " : ""}ρ is Spearman’s, with its 95 % interval over mixtures.${rest.length > 0 ? " In the small panels the highest before and after are named." : ""} A name that would cover another is left out; all are in the table.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => {
      const columns = canvas.isNarrow ? 2 : 3;
      const small = (canvas.width - (columns - 1) * 16) / columns;
      const note = (rho: Estimate | undefined) => (rho ? `ρ ${withInterval(rho)}` : "ρ not estimated");
      return {
        axes: `↑ ${last.label}; ${first.label} →`,
        keys: [
          { label: "least-squares line", mark: "line", colour: THEME.blue },
          { label: "no change", mark: "dashed", colour: THEME.muted },
        ],
        lead: scatterPanel({
          width: canvas.width,
          height: canvas.isNarrow ? 320 : 380,
          x: across.axis,
          y: up.axis,
          points: main.points,
          isLead: true,
          title: main.target.label,
          note: note(main.rho),
        }),
        columns,
        panels: rest.map(({ target, points, rho }) =>
          scatterPanel({
            width: small,
            height: small + 8,
            x: shared,
            y: shared,
            points,
            isLead: false,
            title: target.label,
            note: note(rho),
          }),
        ),
      };
    }),
    table: {
      columns: [
        { key: "about", label: "Group" },
        { key: "mixture", label: "Mixture" },
        { key: "before", label: first.label, decimals: 3 },
        { key: "beforeLow", label: "95 % from", decimals: 3 },
        { key: "beforeHigh", label: "to", decimals: 3 },
        { key: "after", label: last.label, decimals: 3 },
        { key: "afterLow", label: "95 % from", decimals: 3 },
        { key: "afterHigh", label: "to", decimals: 3 },
      ],
      rows: panels.flatMap(({ target, points }) =>
        points.map(({ label, before, after, across, up }) => ({
          about: target.label,
          mixture: label,
          before,
          beforeLow: across?.low ?? null,
          beforeHigh: across?.high ?? null,
          after,
          afterLow: up?.low ?? null,
          afterHigh: up?.high ?? null,
        })),
      ),
    },
  };
}

/** The axis of one side, and whether its frame cuts an interval. */
function sideOf(levels: readonly number[], intervals: readonly { readonly low: number; readonly high: number }[]) {
  const axis = levelAxis(levels, intervals);
  const [from, to] = axis.domain;
  return { axis, intervals, isCut: intervals.some(({ low, high }) => low < from || high > to) };
}

const print = (value: number) => formatNumber(value, 2);

function titleOf(rho: Estimate | undefined, metric: string, where: string): string {
  if (rho?.value == null) return `Mixtures’ ${metric} before and after, ${where}`;
  const said = `mixtures with more ${metric} before`;
  const how =
    rho.interval === undefined
      ? `stand at ρ ${print(rho.value)} to those with more after`
      : rho.interval.low > 0
        ? "clearly have more after"
        : rho.interval.high < 0
          ? "clearly have less after"
          : "do not clearly have more after";
  return `${where[0]!.toUpperCase()}${where.slice(1)}, ${said} ${how}`;
}
