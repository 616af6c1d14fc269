import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { clearSide } from "./clear-side.ts";
import { countOf } from "./count-of.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { listWords } from "./list-words.ts";
import { type MixtureSlope, mixtureSlopes } from "./mixture-slopes.ts";
import { slopePanel } from "./slope-panel.ts";
import { type LabelledTarget, stratum } from "./stratum.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

const OVERALL_WORDS = {
  above: "clearly lasts",
  below: "is clearly turned round",
  none: "does not clearly last",
} as const;

/** RQ1: the mixtures' order before and after, a slope chart for each category and for all benchmarks together. */
export function rankPersistence(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("rank-persistence", report, options);
  const { id, metric, scale, first, last, source } = part;
  if (first === last) return { id, missing: "This study has one stage; the order before and after needs two." };
  const level = (stage: string, mixture: string, target: LabelledTarget) =>
    report.estimates.get(estimateId("level", metric, scale.id, stage, mixture, target.kind, target.id, "mean"))
      ?.value ?? null;
  const chosen =
    options.benchmark !== undefined
      ? part.benchmarks
      : options.category === undefined
        ? [...part.categories, part.overall]
        : part.categories;
  const panels = chosen.flatMap((target) => {
    const slopes = mixtureSlopes(
      report.study.design.mixtures.flatMap((mixture) => {
        const [before, after] = [level(first.id, mixture.id, target), level(last.id, mixture.id, target)];
        return before === null || after === null ? [] : [{ label: mixture.label, before, after }];
      }),
    );
    const rho = report.estimates.get(
      estimateId("rank-persistence", metric, scale.id, target.kind, target.id, "spearman"),
    );
    return slopes.length === 0 ? [] : [{ target, slopes, rho }];
  });
  if (panels.length === 0)
    return { id, missing: `No ${metric} is known for the same mixtures at both stages at ${scale.label}.` };
  const names = (test: (low: number, high: number) => boolean) =>
    panels.flatMap(({ target, rho }) =>
      rho?.value != null && rho.interval && test(rho.interval.low, rho.interval.high) && target.kind !== "overall"
        ? [target.label]
        : [],
    );
  const kept = names((low) => low > 0);
  const reversed = names((_, high) => high < 0);
  const groups = panels.filter(({ target }) => target.kind !== "overall");
  const ofGroups = [
    kept.length === 0
      ? groups.length === 1
        ? `The order of mixtures by ${metric} does not clearly last in ${groups[0]!.target.label}`
        : `No category’s order of mixtures by ${metric} clearly lasts`
      : `The order of mixtures by ${metric} clearly lasts in ${listWords(kept, 3)}`,
    ...(reversed.length > 0 ? [`it turns round in ${listWords(reversed, 3)}`] : []),
    ...(kept.length > 0 && kept.length + reversed.length < groups.length
      ? [`for ${countOf(groups.length - kept.length - reversed.length, "other")} these mixtures cannot tell`]
      : []),
  ].join("; ");
  const title =
    groups.length > 0
      ? ofGroups
      : `Over all benchmarks, the order of mixtures by ${metric} ${OVERALL_WORDS[clearSide(panels[0]!.rho) ?? "none"]}`;
  const alt = panels.map(
    ({ target, slopes, rho }) =>
      `${target.label}: ${rho ? `ρ ${withInterval(rho)}` : "ρ not estimated"}, ${leaderWords(slopes)}`,
  );
  const estimates = panels.flatMap(({ rho }) => (rho ? [rho] : []));
  const longest = Math.max(...report.study.design.mixtures.map(({ label }) => textWidth(label)));
  const description = `${title}. ${alt.join(". ")}.`;
  return {
    id,
    title,
    subtitle: `Rank of each mixture by ${metric}, ${first.label} against ${last.label}, scale ${scale.label}${estimates.length > 0 ? `, ${unitsOf(estimates)}` : ""}`,
    caption:
      "Each line is a mixture, the highest on top; few crossings mean that the order lasts. The thick line led at the first stage, the dashed line moved most. " +
      "ρ is Spearman’s, in brackets its 95 % interval over mixtures; an order “clearly lasts” where that interval lies above zero.",
    alt: description,
    source,
    svg: bothWidths({ id, title, alt: description }, (canvas) => {
      const columns = canvas.isNarrow ? 1 : Math.min(longest > 100 ? 2 : 3, panels.length);
      const width = (canvas.width - (columns - 1) * 16) / columns;
      return {
        columns,
        keys: [
          { label: "first before", mark: "thick", colour: THEME.blue },
          { label: "moved most", mark: "dashed", colour: THEME.vermillion },
        ],
        panels: panels.map(({ target, slopes, rho }) =>
          slopePanel({
            canvas,
            width,
            title: target.label,
            note: !rho ? "ρ not estimated" : `ρ ${withInterval(rho)}`,
            stages: [first.label, last.label],
            slopes,
          }),
        ),
      };
    }),
    table: {
      columns: [
        { key: "about", label: "Group" },
        { key: "mixture", label: "Mixture" },
        { key: "before", label: `Level, ${first.label}`, decimals: 3 },
        { key: "after", label: `Level, ${last.label}`, decimals: 3 },
        { key: "rankBefore", label: "Rank before", decimals: 1 },
        { key: "rankAfter", label: "Rank after", decimals: 1 },
      ],
      rows: panels.flatMap(({ target, slopes }) =>
        slopes.map(({ label, before, after, rankBefore, rankAfter }) => ({
          about: target.label,
          mixture: label,
          before,
          after,
          rankBefore,
          rankAfter,
        })),
      ),
    },
  };
}

function leaderWords(slopes: readonly MixtureSlope[]): string {
  const leader = slopes.find((slope) => slope.slotBefore === 0)!;
  return `first before, ${leader.label}, is at rank ${formatNumber(leader.rankAfter, Number.isInteger(leader.rankAfter) ? 0 : 1)} of ${slopes.length} after`;
}
