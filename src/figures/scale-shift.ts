import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { CORRELATION_AXIS } from "./correlation-axis.ts";
import { countOf } from "./count-of.ts";
import { estimateRows } from "./estimate-rows.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows, type RowPoint } from "./interval-rows.ts";
import { listWords } from "./list-words.ts";
import { reasonWords } from "./reason-words.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ3: persistence at the smallest scale and at the figure's, with the paired difference. */
export function scaleShift(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("scale-shift", report, options);
  const { id, metric, scale: large, first, last, source } = part;
  const small = report.study.design.scales[0]!;
  if (small === large)
    return { id, missing: "A shift between scales needs two; this is the smallest scale, or the only one." };
  if (first === last) return { id, missing: "This study has one stage; persistence compares two." };
  const targets =
    options.benchmark !== undefined
      ? part.benchmarks
      : [...(options.category === undefined ? [part.overall] : []), ...part.categories, ...part.benchmarks];
  const shifts = estimateRows(report, targets, (target) =>
    estimateId("scale-shift", metric, `${small.id}..${large.id}`, target.kind, target.id, "spearman"),
  ).map(({ target, estimate }) => {
    const at = (scale: string) =>
      report.estimates.get(estimateId("rank-persistence", metric, scale, target.kind, target.id, "spearman"));
    return { target, estimate, before: at(small.id), after: at(large.id) };
  });
  const defined = shifts.filter(({ estimate }) => estimate.value !== null);
  if (defined.length === 0)
    return {
      id,
      missing: `No persistence by ${metric} is known at both ${small.label} and ${large.label} for the same mixtures.`,
    };
  const names = (test: (estimate: Estimate) => boolean) =>
    defined.filter(({ estimate }) => test(estimate)).map(({ target }) => target.label);
  const up = names(({ interval }) => interval !== undefined && interval.low > 0);
  const down = names(({ interval }) => interval !== undefined && interval.high < 0);
  const title =
    up.length + down.length === 0
      ? `Nothing tells ${metric} persistence at ${large.label} from persistence at ${small.label}: no difference’s interval excludes zero`
      : [
          ...(up.length > 0
            ? [
                `The order of mixtures by ${metric} lasts better at ${large.label} than at ${small.label} for ${listWords(up, 3)}`,
              ]
            : []),
          ...(down.length > 0
            ? [
                `${up.length > 0 ? "worse" : `The order of mixtures by ${metric} lasts worse at ${large.label} than at ${small.label}`} for ${listWords(down, 3)}`,
              ]
            : []),
        ].join(", ");
  const alt = `${title}. Over ${countOf(defined.length, "row")}, the difference is largest for ${defined[0]!.target.label}, ${withInterval(defined[0]!.estimate, true)}, and smallest for ${defined.at(-1)!.target.label}, ${withInterval(defined.at(-1)!.estimate, true)}.`;
  const groups = [
    { label: "Categories", rows: shifts.filter(({ target }) => target.kind !== "benchmark") },
    { label: "Benchmarks", rows: shifts.filter(({ target }) => target.kind === "benchmark") },
  ].filter(({ rows }) => rows.length > 0);
  const value = (estimate: Estimate | undefined) => estimate?.value ?? null;
  return {
    id,
    title,
    subtitle: `Spearman’s ρ of mixtures’ ${metric}, ${first.label} against ${last.label}, at ${small.label} and ${large.label}, ${unitsOf(defined.map(({ estimate }) => estimate))}`,
    caption: `Hollow: ρ at ${small.label}; filled: ρ at ${large.label}. The number is the paired difference, large minus small, with its 95 % interval over mixtures (on a narrow page in the table); sorted by it. Whether a difference is clear is read from that interval, never from the distance of the dots. Filled blue where it excludes zero.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: small.label, mark: "hollow", colour: THEME.muted },
        { label: large.label, mark: "filled", colour: THEME.muted },
        ...(up.length + down.length > 0
          ? [{ label: `${large.label}, clearly different`, mark: "filled", colour: THEME.blue } as const]
          : []),
      ],
      panels: [
        intervalRows({
          canvas,
          ...CORRELATION_AXIS,
          axis: `Spearman’s ρ; at the right ${large.label} − ${small.label}`,
          rows: groups.flatMap(({ label, rows }) => [
            { label, points: [], isHeading: true },
            ...rows.map(({ target, estimate, before, after }) => {
              const isClear = up.includes(target.label) || down.includes(target.label);
              return {
                label: target.label,
                isConnected: true,
                points: [
                  ...point(target.label, small.label, before, { colour: THEME.muted, isFilled: false }),
                  ...point(target.label, large.label, after, {
                    colour: isClear ? THEME.blue : THEME.muted,
                    isFilled: true,
                  }),
                ],
                reason: reasonWords(estimate.reason),
                text: estimate.value === null ? "–" : withInterval(estimate, true),
                shortText: estimate.value === null ? "–" : formatNumber(estimate.value, 2, true),
              };
            }),
          ]),
        }),
      ],
    })),
    table: {
      columns: [
        { key: "about", label: "Group" },
        { key: "kind", label: "Kind" },
        { key: "small", label: `ρ at ${small.label}`, decimals: 2 },
        { key: "large", label: `ρ at ${large.label}`, decimals: 2 },
        { key: "value", label: "Difference", decimals: 2 },
        { key: "low", label: "95 % from", decimals: 2 },
        { key: "high", label: "to", decimals: 2 },
        { key: "p", label: "p", decimals: 3 },
        { key: "n", label: "n", decimals: 0 },
        { key: "reason", label: "Remark" },
      ],
      rows: shifts.map(({ target, estimate, before, after }) => ({
        about: target.label,
        kind: target.kind,
        small: value(before),
        large: value(after),
        value: estimate.value,
        low: estimate.interval?.low ?? null,
        high: estimate.interval?.high ?? null,
        p: estimate.p?.value ?? null,
        n: estimate.n,
        reason: estimate.reason === undefined ? null : reasonWords(estimate.reason),
      })),
    },
  };
}

function point(
  label: string,
  scale: string,
  estimate: Estimate | undefined,
  look: Pick<RowPoint, "colour" | "isFilled">,
): RowPoint[] {
  return estimate?.value == null
    ? []
    : [{ ...look, value: estimate.value, words: `${label}, ${scale}: ρ ${withInterval(estimate)}` }];
}
