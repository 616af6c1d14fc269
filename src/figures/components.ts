import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows } from "./interval-rows.ts";
import { reasonWords } from "./reason-words.ts";
import { shareAxis } from "./share-axis.ts";
import { stratum } from "./stratum.ts";
import { targetsOf } from "./targets-of.ts";
import { THEME } from "./theme.ts";

const PARTS = [
  { id: "mixtures", label: "mixtures drawn", colour: THEME.blue, isFilled: true, offset: -0.24 },
  { id: "seeds", label: "seeds drawn", colour: THEME.muted, isFilled: false, offset: 0 },
  { id: "items", label: "items drawn", colour: THEME.vermillion, isFilled: true, offset: 0.24 },
] as const;

/** Where the uncertainty of rank persistence comes from: the spread of ρ when mixtures, seeds or items are drawn again. */
export function components(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("components", report, options);
  const { id, metric, scale, first, last, source } = part;
  if (first === last)
    return { id, missing: "This study has one stage; the persistence of its rankings has no spread." };
  const isWhole = options.benchmark === undefined;
  const rows = targetsOf(part, options)
    .filter(({ kind }) => !isWhole || kind !== "benchmark")
    .map((target) => ({
      target,
      parts: PARTS.flatMap((each) => {
        const estimate = report.estimates.get(
          estimateId("uncertainty", metric, scale.id, target.kind, target.id, each.id),
        );
        return estimate ? [{ ...each, estimate }] : [];
      }),
    }));
  const known = rows.flatMap(({ parts }) => parts.filter(({ estimate }) => estimate.value !== null));
  if (known.length === 0)
    return { id, missing: `No persistence by ${metric} at ${scale.label} has a spread to divide.` };
  const least = Math.min(...known.map(({ estimate }) => estimate.value!));
  const full = rows.filter(({ parts }) => parts.filter(({ estimate }) => estimate.value !== null).length > 1);
  const largest = full.filter(
    ({ parts }) => parts.toSorted((a, b) => (b.estimate.value ?? -1) - (a.estimate.value ?? -1))[0]!.id === "mixtures",
  );
  const most = known.toSorted((a, b) => b.estimate.value! - a.estimate.value!)[0]!;
  const title =
    full.length === 0
      ? `By ${metric}, drawing mixtures again moves ρ by ${formatNumber(least, 2)} to ${formatNumber(most.estimate.value!, 2)}: the only spread that can be seen`
      : `By ${metric}, drawing mixtures again moves ρ the most in ${largest.length} of ${countOf(full.length, "group")}`;
  const alt = `${title}. ${rows
    .map(({ target, parts }) => {
      const words = parts.flatMap(({ id: name, estimate: { value } }) =>
        value === null ? [] : [`${name} ${formatNumber(value, 2)}`],
      );
      return `${target.label}: ${words.length > 0 ? words.join(", ") : "no spread known"}`;
    })
    .join("; ")}.`;
  const shown = PARTS.filter((each) => known.some(({ id: name }) => name === each.id));
  return {
    id,
    title,
    subtitle: `Standard deviation of Spearman’s ρ (${metric}, ${first.label} against ${last.label}) over resamples, scale ${scale.label}`,
    caption:
      "Each point is a bootstrap of its own: mixtures drawn whole with their seeds and items; seeds redrawn within fixed mixtures; items redrawn in clusters, the same for all models. They are no shares of a sum, for mixtures bring their seeds and items along. A standard deviation over resamples has no interval here; n of each is in the table.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: shown.map(({ label, colour, isFilled }) => ({ label, colour, mark: isFilled ? "filled" : "hollow" })),
      panels: [
        intervalRows({
          canvas,
          ...shareAxis(most.estimate.value!),
          rules: [0],
          axis: "standard deviation of ρ",
          decimals: 2,
          rowHeight: 36,
          rows: rows.map(({ target, parts }) => {
            const text = PARTS.map((each) => {
              const value = parts.find(({ id: name }) => name === each.id)?.estimate.value ?? null;
              return value === null ? "–" : formatNumber(value, 2);
            }).join(" · ");
            return {
              label: target.label,
              points: parts.flatMap(({ colour, isFilled, offset, estimate: { value } }) =>
                value === null ? [] : [{ value, colour, isFilled, offset }],
              ),
              reason: reasonWords(parts[0]?.estimate.reason),
              text,
            };
          }),
        }),
      ],
    })),
    table: estimateTable(
      "Group and what is drawn",
      "SD of ρ",
      rows.flatMap(({ target, parts }) =>
        parts.map(({ id: name, estimate }) => ({ label: `${target.label}: ${name}`, estimate })),
      ),
    ),
  };
}
