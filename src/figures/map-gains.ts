import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows } from "./interval-rows.ts";
import { reasonWords } from "./reason-words.ts";
import { stratum } from "./stratum.ts";
import { targetGroups } from "./target-groups.ts";
import { targetsOf } from "./targets-of.ts";
import { THEME } from "./theme.ts";

/** A way of mapping confidence, and what a figure says of it. */
export interface ConfidenceMap {
  /** the figure's name */
  readonly name: string;
  /** last parts of ids: the gain in Brier score when fitted before, and when fitted after on other items */
  readonly gains: readonly [before: string, after: string];
  /** “map of confidence”: what is fitted, as a noun */
  readonly noun: string;
  /** “confidence is mapped by Platt’s two parameters”: what is done, as a clause */
  readonly clause: string;
  /** “two parameters”: what is fitted, counted */
  readonly parameters: string;
  /** what a study needs to have it, as a sentence */
  readonly missing: string;
}

/** Gains in Brier score of a map of confidence on every target: fitted before, and fitted after on other items. */
export function mapGains(report: Report, options: FigureOptions, map: ConfidenceMap): Figure | MissingFigure {
  const part = stratum(map.name, report, options);
  const { id, scale, first, last, source } = part;
  if (first === last) return { id, missing: "This study has one stage; no map of confidence can be carried over." };
  const mixture = options.mixture ?? "all";
  const rows = targetsOf(part, options)
    .map((target) => {
      const at = (gain: string) =>
        report.estimates.get(estimateId("recalibration", scale.id, mixture, target.kind, target.id, gain));
      return { target, before: at(map.gains[0]), after: at(map.gains[1]) };
    })
    .filter(({ before, after }) => before !== undefined || after !== undefined);
  const known = rows.flatMap(
    ({ before, after }) => [before, after].filter((each) => each?.value != null) as Estimate[],
  );
  if (known.length === 0) return { id, missing: map.missing };
  const benchmarks = rows.filter(({ target }) => target.kind === "benchmark");
  const counted = benchmarks.length > 0 ? benchmarks : rows;
  const worse = counted.filter(({ before }) => before?.interval && before.interval.high < 0).length;
  const better = counted.filter(({ before }) => before?.interval && before.interval.low > 0).length;
  const possible = counted.filter(({ after }) => after?.interval && after.interval.low > 0).length;
  const noun = benchmarks.length > 0 ? "benchmark" : "group";
  const title = `The ${map.noun} fitted before clearly helps on ${better} of ${countOf(counted.length, noun)} and clearly harms on ${worse}; one fitted after would help on ${possible}`;
  const sorted = rows.toSorted((a, b) => (b.before?.value ?? -Infinity) - (a.before?.value ?? -Infinity) || 0);
  const overall = rows.find(({ target }) => target.kind === "overall");
  const words = (estimate: Estimate | undefined) =>
    estimate?.value == null
      ? "unknown"
      : `${print(estimate.value)}${estimate.interval ? ` [${print(estimate.interval.low)}, ${print(estimate.interval.high)}]` : ""}`;
  const alt = `${title}. ${overall ? `Overall, the gain in Brier score, times 100, is ${words(overall.before)} with the map from before and ${words(overall.after)} with one from after. ` : ""}Best with the map from before: ${sorted[0]!.target.label}, ${words(sorted[0]!.before)}.`;
  const limits = known.flatMap(({ value, interval }) => [value!, interval?.low ?? value!, interval?.high ?? value!]);
  const step = Math.max(...limits) - Math.min(...limits) > 0.25 ? 0.1 : 0.05;
  const from = Math.min(-1, Math.floor(Math.min(...limits) / step - 1e-9));
  const to = Math.max(1, Math.ceil(Math.max(...limits) / step + 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, k) => Math.round((from + k) * step * 100) / 100);
  return {
    id,
    title,
    subtitle: `Fall of the Brier score (× 100) at ${last.label} when ${map.clause}, scale ${scale.label}, ${mixture === "all" ? "mean over mixtures" : `mixture ${mixture}`}, n = ${Math.max(...known.map(({ n }) => n))}`,
    caption: `Above zero the map helps, below it harms. Hollow: fitted at ${first.label}, on each model’s own answers. Filled: fitted at ${last.label} on other items (five folds of questions), the best that ${map.parameters} could do unless questions differ much from fold to fold. Lines are 95 % intervals over mixtures; sorted by the first.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: `fitted at ${first.label}`, mark: "hollow", colour: THEME.muted },
        { label: `fitted at ${last.label}`, mark: "filled", colour: THEME.blue },
      ],
      panels: [
        intervalRows({
          canvas,
          domain: [ticks[0]!, ticks.at(-1)!],
          ticks,
          rules: [0],
          axis: "gain in Brier score × 100",
          tickFormat: (value) => formatNumber(value * 100, 0, true),
          rowHeight: 24,
          rows: targetGroups(
            sorted.map(({ target, before }) => ({ target, estimate: before ?? known[0]! })),
            ({ target }) => {
              const { before, after } = sorted.find((row) => row.target === target)!;
              const text = `${before?.value == null ? "–" : print(before.value)} · ${after?.value == null ? "–" : print(after.value)}`;
              return {
                label: target.label,
                points: [before, after].flatMap((each, k) =>
                  each?.value == null
                    ? []
                    : [
                        {
                          value: each.value,
                          interval: each.interval,
                          colour: k === 1 ? THEME.blue : THEME.muted,
                          isFilled: k === 1,
                          offset: k === 1 ? 0.18 : -0.18,
                          words: `${target.label}, fitted at ${k === 1 ? last.label : first.label}: ${words(each)}`,
                        },
                      ],
                ),
                reason: reasonWords(before?.reason ?? after?.reason),
                ...(before?.value == null && after?.value == null ? {} : { text }),
              };
            },
          ),
        }),
      ],
    })),
    table: estimateTable(
      "Group and map",
      "Gain",
      sorted.flatMap(({ target, before, after }) => [
        ...(before ? [{ label: `${target.label}: fitted at ${first.label}`, estimate: before }] : []),
        ...(after ? [{ label: `${target.label}: fitted at ${last.label}`, estimate: after }] : []),
      ]),
    ),
  };
}

const print = (value: number) => formatNumber(value * 100, 1, true);
