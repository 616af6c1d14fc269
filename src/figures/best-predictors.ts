import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { type IntervalRow, intervalRows } from "./interval-rows.ts";
import { shareAxis } from "./share-axis.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";

const MEASURES = [
  { id: "accuracy", label: "accuracy", short: "Accuracy" },
  { id: "confidence", label: "confidence", short: "Confidence" },
  { id: "correct-prob", label: "probability of the right choice", short: "Right choice" },
  { id: "margin-to-pick", label: "margin to the pick", short: "Margin" },
] as const;

/** Single proxies that are shown of each measure, the best by their error. */
const SHOWN = 3;

interface Proxy {
  /** with its measure */
  readonly label: string;
  /** without */
  readonly short: string;
  readonly measure: string;
  readonly kind: "overall" | "category" | "benchmark" | "best";
  readonly error: Estimate;
  readonly r2: number | null;
}

/** RQ2: how far each proxy before misses a mixture’s accuracy after, when the line is fitted without that mixture. */
export function bestPredictors(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("best-predictors", report, options);
  const { id, scale, first, last, source } = part;
  if (first === last) return { id, missing: "This study has one stage; nothing before can predict anything after." };
  const target = options.category === undefined ? part.overall : part.categories[0]!;
  const all = proxiesOf(report, scale.id, `${target.kind}/${target.id}`);
  const defined = all.filter(({ error }) => error.value !== null).toSorted((a, b) => a.error.value! - b.error.value!);
  if (defined.length === 0)
    return { id, missing: "Predicting one mixture from a line through the others needs at least four mixtures." };
  const means = defined.filter(({ kind }) => kind === "overall");
  const singles = defined.filter(({ kind }) => kind === "category" || kind === "benchmark");
  const chosen = defined.find(({ kind }) => kind === "best");
  const baseline = baselineOf(chosen) ?? baselineOf(means[0]) ?? baselineOf(singles[0]);
  const better = baseline === null ? null : singles.filter(({ error }) => error.value! < baseline).length;
  const whose = target.kind === "overall" ? "overall" : target.label;
  const title = titleOf(whose, { chosen, means, baseline, singles });
  const alt = [
    `${title}.`,
    ...(baseline === null ? [] : [`Guessing the mean of the other mixtures errs by ${points(baseline)} points.`]),
    ...defined.slice(0, 3).map(({ label, error }) => `${label}: ${points(error.value!)} points.`),
    ...(better === null
      ? []
      : [
          `Of ${countOf(singles.length, "single proxy")}, ${better} ${better === 1 ? "does" : "do"} better than guessing that mean.`,
        ]),
  ].join(" ");
  const rowOf = ({ short, error }: Proxy): IntervalRow => {
    const value = error.value!;
    const isBetter = baseline === null || value < baseline;
    const text = points(value);
    return {
      label: short,
      points: [{ value, colour: isBetter ? THEME.blue : THEME.muted, isFilled: isBetter }],
      text,
      shortText: text,
    };
  };
  const group = (label: string, proxies: readonly Proxy[]): readonly IntervalRow[] =>
    proxies.length === 0 ? [] : [{ label, points: [], isHeading: true }, ...proxies.map(rowOf)];
  const groups = MEASURES.map(({ id: measure, short }) => ({
    label: short,
    proxies: [means, singles].flatMap((proxies, k) =>
      proxies.filter((proxy) => proxy.measure === measure).slice(0, k === 0 ? 1 : SHOWN),
    ),
  }));
  const shown = [...groups.flatMap(({ proxies }) => proxies), ...(chosen ? [chosen] : [])];
  return {
    id,
    title,
    subtitle: `Error (root mean square, percentage points of centred accuracy) of predicting a mixture’s ${whose} accuracy at ${last.label} from a proxy at ${first.label}, the mixture left out of the line; scale ${scale.label}, ${unitsOf(defined.map(({ error }) => error))}`,
    caption: `Less is better. The strong rule is the error of predicting the mean of the other mixtures; filled: better than that. Under each measure stand the mean of all benchmarks and the best ${SHOWN} single proxies of it (${singles.length} in all), picked after looking, so that theirs flatter; “any proxy” is what picking one of all proxies is worth when the mixture has no part in it. Errors left out one by one have no interval.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      ...(baseline === null
        ? {}
        : {
            keys: [
              { label: "better than guessing the mean", mark: "filled", colour: THEME.blue },
              { label: "not better", mark: "hollow", colour: THEME.muted },
            ],
          }),
      panels: [
        intervalRows({
          canvas,
          ...shareAxis(Math.max(baseline ?? 0, ...shown.map(({ error }) => error.value!))),
          tickFormat: points,
          rules: baseline === null ? [0] : [0, baseline],
          axis: "error of prediction, percentage points",
          rows: [
            ...group("Chosen", chosen ? [chosen] : []),
            ...groups.flatMap(({ label, proxies }) => group(label, proxies)),
          ],
        }),
      ],
    })),
    table: {
      columns: [
        { key: "about", label: "Proxy" },
        { key: "error", label: "Error", decimals: 4 },
        { key: "r2", label: "R² against the mean", decimals: 2 },
        { key: "n", label: "n", decimals: 0 },
        { key: "id", label: "Estimate" },
      ],
      rows: defined.map(({ label, error, r2 }) => ({ about: label, error: error.value, r2, n: error.n, id: error.id })),
    },
  };
}

/** The error of the mean of the others: R² is 1 − (error/baseline)². */
function baselineOf(proxy: Proxy | undefined): number | null {
  if (proxy?.r2 == null || proxy.error.value === null || proxy.r2 >= 1) return null;
  return proxy.error.value / Math.sqrt(1 - proxy.r2);
}

function proxiesOf(report: Report, scale: string, target: string): readonly Proxy[] {
  const { design } = report.study;
  const proxies: Proxy[] = [];
  const add = (name: string, rest: Omit<Proxy, "error" | "r2">) => {
    const at = (statistic: string) => report.estimates.get(`prediction/${scale}/${name}/${target}/${statistic}`);
    const error = at("loo-rmse");
    if (error) proxies.push({ ...rest, error, r2: at("loo-r2")?.value ?? null });
  };
  add("best", { label: "Chosen by the other mixtures", short: "any proxy", measure: "", kind: "best" });
  for (const { id: measure, label } of MEASURES) {
    const named = (kind: Proxy["kind"], short: string) => ({ label: `${short}, by ${label}`, short, measure, kind });
    add(`${measure}-overall`, named("overall", "Mean of all"));
    for (const row of design.categories)
      add(`${measure}-category-${row.id}`, named("category", `${row.label} (category)`));
    for (const row of design.benchmarks) add(`${measure}-${row.id}`, named("benchmark", row.label));
  }
  return proxies;
}

const points = (error: number) => formatNumber(error * 100, 1);

function titleOf(
  whose: string,
  {
    chosen,
    means,
    baseline,
    singles,
  }: {
    readonly chosen: Proxy | undefined;
    readonly means: readonly Proxy[];
    readonly baseline: number | null;
    readonly singles: readonly Proxy[];
  },
): string {
  // always the same measure: the best of four would be chosen after looking
  const best = means.find(({ measure }) => measure === "accuracy") ?? means[0] ?? singles[0];
  const said = [
    ...(best
      ? [
          `${best.kind === "overall" ? `The mean of all benchmarks by ${best.label.split(", by ")[1]}` : best.label.replace(/, by/, " by")} foretells ${whose} accuracy to within ${points(best.error.value!)} points`,
        ]
      : []),
    ...(chosen
      ? [`${best ? "a" : "A"} proxy chosen by the other mixtures to within ${points(chosen.error.value!)}`]
      : []),
  ].join(", ");
  return baseline === null ? said : `${said}; guessing their mean, to within ${points(baseline)}`;
}
