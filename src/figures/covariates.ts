import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatP } from "../estimates/format-p.ts";
import { roundLevel } from "../statistics/round-level.ts";
import { type Covariate, covariatesOf } from "../study/covariates-of.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import { type CovariatePoint, covariatePanel } from "./covariate-panel.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { listWords } from "./list-words.ts";
import { type LabelledTarget, type Stratum, stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** As many panels as a reader looks at; the table has all. */
const MOST_PANELS = 8;

interface Row {
  readonly covariate: Covariate;
  readonly points: readonly CovariatePoint[];
  readonly rho: Estimate;
}

/** RQ1: what is known of mixtures beside their scores, against the change of their level from the first stage to the last. */
export function covariates(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("covariates", report, options);
  const { id, metric, scale, first, last, source } = part;
  const known = covariatesOf(report.study.design);
  if (known.length === 0) return { id, missing: "The study declares no covariates of its mixtures." };
  if (first === last) return { id, missing: "This study has one stage; a change needs two." };
  const target = targetOf(part, options);
  const rows = known.flatMap((covariate): Row[] => {
    const rho = report.estimates.get(
      estimateId("covariate", metric, scale.id, target.kind, target.id, covariate.id, "spearman"),
    );
    const points = pointsOf(report, part, target, covariate.id);
    return rho === undefined || points.length === 0 ? [] : [{ covariate, points, rho }];
  });
  if (rows.every(({ rho }) => rho.value === null))
    return { id, missing: `No change of ${metric} can be compared with a covariate at ${scale.label}.` };
  const where = target.kind === "overall" ? "over all benchmarks" : `on ${target.label}`;
  const title = titleOf(rows, metric, where);
  const alt = `${title}. ${rows.map(({ covariate, rho }) => `${covariate.label}: ρ ${withInterval(rho)}`).join("; ")}.`;
  const shown = rows.slice(0, MOST_PANELS);
  const hasBand = shown.some(({ points }) => points.length > 3);
  const hasInterval = rows.some(({ rho }) => rho.interval !== undefined);
  const changes = endsOf(shown.flatMap(({ points }) => points.map(({ change }) => change)));
  return {
    id,
    title,
    subtitle: `Change of the level of ${metric}${target.kind === "benchmark" ? "" : " above guessing"} from ${first.label} to ${last.label} (up) against a covariate (along), scale ${scale.label}, ${unitsOf(rows.map(({ rho }) => rho))}`,
    caption: `Each point is a mixture, the mean of its seeds. ${changes[0] <= 0 && changes[1] >= 0 ? "Dashed: no change. " : ""}Blue: the least-squares line${hasBand ? ", with its usual 95 % band for normal errors" : ""}. ρ is Spearman’s${hasInterval ? ", with its 95 % interval over mixtures" : ""}; p counts permutations, and q adjusts it over all covariates. Who starts low has more room to rise, so that a covariate that goes with a low start goes with a rise. ${rows.length > shown.length ? `The first ${shown.length} covariates are drawn. ` : ""}A name that would cover another is left out; all are in the table.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => {
      const columns = canvas.isNarrow || shown.length === 1 ? 1 : 2;
      const width = (canvas.width - (columns - 1) * 16) / columns;
      return {
        axes: "↑ change of level; covariate →",
        keys: [
          { label: "least-squares line", mark: "line", colour: THEME.blue },
          ...(changes[0] <= 0 && changes[1] >= 0
            ? [{ label: "no change", mark: "dashed", colour: THEME.muted } as const]
            : []),
        ],
        columns,
        panels: shown.map(({ covariate, points, rho }) =>
          covariatePanel({
            width,
            height: columns === 1 && !canvas.isNarrow ? 320 : 250,
            points,
            changes,
            title: covariate.label,
            note: noteOf(rho),
          }),
        ),
      };
    }),
    table: {
      columns: [
        { key: "covariate", label: "Covariate" },
        { key: "mixture", label: "Mixture" },
        { key: "value", label: "Its value" },
        { key: "change", label: "Change", decimals: 3 },
      ],
      rows: rows.flatMap(({ covariate, points }) =>
        points.map(({ label, covariate: value, change }) => ({
          covariate: covariate.label,
          mixture: label,
          value,
          change,
        })),
      ),
    },
  };
}

function targetOf(part: Stratum, options: FigureOptions): LabelledTarget {
  if (options.benchmark !== undefined) return part.benchmarks[0]!;
  return options.category === undefined ? part.overall : part.categories[0]!;
}

function pointsOf(report: Report, part: Stratum, target: LabelledTarget, name: string): CovariatePoint[] {
  const { metric, scale, first, last } = part;
  const level = (stage: string, mixture: string) =>
    report.estimates.get(estimateId("level", metric, scale.id, stage, mixture, target.kind, target.id, "mean"))?.value;
  return report.study.design.mixtures.flatMap(({ id, label, covariates }) => {
    const [covariate, before, after] = [covariates?.[name], level(first.id, id), level(last.id, id)];
    return covariate === undefined || before == null || after == null
      ? []
      : [{ label, covariate, change: roundLevel(after - before) }];
  });
}

/** The least and the greatest change; zero is one of them where it is no further from the others than they lie apart. */
function endsOf(changes: readonly number[]): readonly [number, number] {
  const [least, most] = [Math.min(...changes), Math.max(...changes)];
  if (least > 0 && least <= most - least) return [0, most];
  return most < 0 && -most <= most - least ? [least, 0] : [least, most];
}

function titleOf(rows: readonly Row[], metric: string, where: string): string {
  const more = rows.filter(({ rho }) => rho.interval && rho.interval.low > 0).map(({ covariate }) => covariate.label);
  const less = rows.filter(({ rho }) => rho.interval && rho.interval.high < 0).map(({ covariate }) => covariate.label);
  const what = `${metric}, ${where}`;
  if (more.length + less.length === 0)
    return `None of ${countOf(rows.length, "covariate")} goes clearly with the change of ${what}`;
  const said = [
    ...(more.length > 0 ? [`with more of ${listWords(more, 3)} clearly gain more`] : []),
    ...(less.length > 0 ? [`with more of ${listWords(less, 3)} clearly gain less`] : []),
  ];
  return `Mixtures ${said.join(", ")} ${what}`;
}

function noteOf(rho: Estimate): string {
  const { p } = rho;
  if (rho.value === null || !p) return `ρ ${withInterval(rho)}`;
  const adjusted = p.adjusted === undefined ? "" : `, ${formatP(p.adjusted).replace(/^p/, "q")}`;
  return `ρ ${withInterval(rho)}, ${formatP(p.value)}${adjusted}, n\u00a0=\u00a0${rho.n}`;
}
