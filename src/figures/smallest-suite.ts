import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { CORRELATION_AXIS } from "./correlation-axis.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows } from "./interval-rows.ts";
import { listWords } from "./list-words.ts";
import { matrixPanel } from "./matrix-panel.ts";
import { percent } from "./percent.ts";
import { reasonWords } from "./reason-words.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";

const SIZES = ["3", "5", "8"] as const;

/** How many benchmarks the lower panel names. */
const NAMED = 12;

/** RQ2: how few benchmarks foretell the rest as well as all do, honestly: chosen without the mixture they are judged on. */
export function smallestSuite(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale, first, last, benchmarks, source } = stratum("smallest-suite", report, options);
  if (first === last) return { id, missing: "This study has one stage; a suite before is judged by a stage after." };
  const read = (size: string, ...rest: readonly string[]) =>
    report.estimates.get(estimateId("smallest-suite", metric, scale.id, size, ...rest));
  const suites = SIZES.map((size) => ({
    size,
    honest: read(size, "cross-validated-spearman"),
    flattering: read(size, "in-sample-spearman"),
    all: read(size, "all-cross-validated-spearman"),
  })).filter(({ honest }) => honest !== undefined);
  const defined = suites.filter(({ honest }) => honest?.value != null);
  if (defined.length === 0)
    return {
      id,
      missing: `A suite can be chosen and judged only with five mixtures and more benchmarks than it has: ${reasonWords(suites[0]?.honest?.reason)}.`,
    };
  const all = defined.find((suite) => suite.all?.value != null)?.all?.value ?? null;
  const title =
    `By ${metric}, on held-out mixtures, ${defined.length === 1 ? "a suite" : "suites"} of ${listWords(defined.map(({ size }) => size))} benchmarks ${defined.length === 1 ? "reaches" : "reach"} ρ ` +
    `${listWords(defined.map(({ honest }) => formatNumber(honest!.value!, 2)))}` +
    (all === null ? "" : `; all benchmarks, about ${formatNumber(all, 2)}`);
  const alt = `${title}. ${defined
    .map(
      ({ size, honest, flattering, all }) =>
        `${size} benchmarks: ρ ${formatNumber(honest!.value!, 2)} honestly${flattering?.value == null ? "" : `, ${formatNumber(flattering.value, 2)} on the mixtures they were chosen on`}${all?.value == null ? "" : `, all benchmarks ${formatNumber(all.value, 2)}`}`,
    )
    .join("; ")}.`;
  const sizes = defined.map(({ size }) => size);
  const chosen = benchmarks
    .map(({ id: benchmark, label }) => ({
      label,
      shares: sizes.map((size) => read(size, "benchmark", benchmark, "chosen")),
    }))
    .filter(({ shares }) => shares.some((share) => (share?.value ?? 0) > 0))
    .toSorted((a, b) => total(b.shares) - total(a.shares) || 0);
  return {
    id,
    title,
    subtitle: `Spearman’s ρ of a suite’s mean ${metric} (${first.label}) with the ${metric} of all benchmarks outside it (${last.label}), scale ${scale.label}, ${unitsOf(defined.map(({ honest }) => honest!))}; below, how often each benchmark is chosen`,
    caption: `Filled: for mixtures that had no part in the choice. Hollow: on the mixtures that the suite was chosen on, which flatters. The stroke: all benchmarks, judged alike. Below, the share of leave-one-out rounds that chose a benchmark (the ${Math.min(NAMED, chosen.length)} most often chosen). Rounds share nearly all mixtures, so that nothing here has an interval: differences of a tenth or two mean little.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: "held-out mixtures", mark: "filled", colour: THEME.blue },
        { label: "same mixtures", mark: "hollow", colour: THEME.muted },
        { label: "all benchmarks", mark: "tick", colour: THEME.ink },
      ],
      panels: [
        intervalRows({
          canvas,
          ...CORRELATION_AXIS,
          axis: "Spearman’s ρ with the benchmarks outside the suite",
          rowHeight: 26,
          rows: suites.map(({ size, honest, flattering, all }) => {
            const text =
              honest?.value == null
                ? {}
                : { text: formatNumber(honest.value, 2), shortText: formatNumber(honest.value, 2) };
            return {
              label: `${size} of ${report.study.design.benchmarks.length}`,
              reason: reasonWords(honest?.reason),
              points:
                honest?.value == null
                  ? []
                  : [
                      ...(all?.value == null
                        ? []
                        : [{ value: all.value, colour: THEME.ink, isFilled: true, isTick: true }]),
                      ...(flattering?.value == null
                        ? []
                        : [{ value: flattering.value, colour: THEME.muted, isFilled: false }]),
                      { value: honest.value, colour: THEME.blue, isFilled: true },
                    ],
              ...text,
            };
          }),
        }),
        ...(chosen.length === 0
          ? []
          : [
              matrixPanel({
                width: canvas.width,
                title: "How often it is chosen",
                columns: sizes.map((size) => `suite of ${size}`),
                rows: chosen.slice(0, NAMED).map(({ label, shares }) => ({
                  label,
                  cells: shares.map((share) => ({
                    text: share?.value == null ? "–" : percent(share.value),
                    shade: share?.value ?? 0,
                    colour: THEME.blue,
                  })),
                })),
              }),
            ]),
      ],
    })),
    table: estimateTable("Suite", "Value", [
      ...suites.flatMap(({ size, honest, flattering, all }) => [
        ...(honest ? [{ label: `${size} benchmarks, held-out mixtures, ρ`, estimate: honest }] : []),
        ...(flattering ? [{ label: `${size} benchmarks, same mixtures, ρ`, estimate: flattering }] : []),
        ...(all ? [{ label: `all benchmarks, judged like ${size}, ρ`, estimate: all }] : []),
      ]),
      ...chosen.flatMap(({ label, shares }) =>
        shares.flatMap((estimate, k) =>
          estimate ? [{ label: `${label}, share of rounds, suite of ${sizes[k]}`, estimate }] : [],
        ),
      ),
    ]),
  };
}

const total = (shares: readonly ({ readonly value: number | null } | undefined)[]) =>
  shares.reduce((sum, share) => sum + (share?.value ?? 0), 0);
