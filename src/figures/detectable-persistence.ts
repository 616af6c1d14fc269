import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import { estimateTable } from "./estimate-table.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { matrixPanel } from "./matrix-panel.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";

const WHOSE = [
  { statistic: "detectable-correlation", label: "A typical benchmark", within: "on a typical benchmark" },
  { statistic: "detectable-overall", label: "All benchmarks together", within: "over all benchmarks" },
] as const;

/** How small a persistence a design of mixtures × seeds can detect, given the noise of this study; the study's own design framed. */
export function detectablePersistence(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, metric, scale, first, last, source } = stratum("detectable-persistence", report, options);
  if (first === last) return { id, missing: "This study has one stage; persistence, which needs two, has no power." };
  const { mixtures, seeds } = designsOf(report, `power/${metric}/${scale.id}/`);
  const read = (m: number, k: number, statistic: string) =>
    report.estimates.get(estimateId("power", metric, scale.id, `m-${m}`, `k-${k}`, statistic));
  const all = mixtures.flatMap((m) =>
    seeds.flatMap((k) => WHOSE.map(({ statistic }) => read(m, k, statistic)).filter((each) => each !== undefined)),
  );
  if (all.every(({ value, reason }) => value === null && reason !== NOT_DETECTABLE))
    return {
      id,
      missing: `What other designs could detect needs the noise between seeds, and this study has no repeated seeds by ${metric}.`,
    };
  const benchmarks = Math.max(...mixtures.map((each) => read(each, seeds[0]!, WHOSE[0].statistic)?.n ?? 0));
  const [m, k] = [report.study.design.mixtures.length, report.study.seeds.length];
  const own = { m: mixtures.findLast((each) => each <= m), k: seeds.findLast((each) => each <= k) ?? seeds[0]! };
  const least = WHOSE.map(({ statistic }) => mixtures.find((each) => read(each, own.k, statistic)?.value != null));
  const title = titleOf(metric, own, least, (statistic) =>
    own.m ? (read(own.m, own.k, statistic)?.value ?? null) : null,
  );
  const alt = `${title}. ${WHOSE.map(({ within, statistic }, w) =>
    least[w] === undefined
      ? `With ${countOf(own.k, "seed")}, no number of mixtures up to ${mixtures.at(-1)} detects any ${within}`
      : `With ${countOf(own.k, "seed")}, ${within}, ${least[w]} mixtures are the fewest that detect any: one of ${formatNumber(read(least[w]!, own.k, statistic)!.value!, 2)}`,
  ).join(". ")}.`;
  return {
    id,
    title,
    subtitle: `Smallest latent correlation of mixtures’ ${metric}, ${first.label} with ${last.label}, that one test at 0.05 detects with 80 % power, by mixtures (rows) and seeds of each (columns); noise as measured at scale ${scale.label}, medians over ${countOf(benchmarks, "benchmark")}`,
    caption: `Less is better; none: not even a perfect persistence. The frame is this study’s design (${countOf(m, "mixture")}, ${countOf(k, "seed")}), or the largest in the table that is no larger. The noise itself is estimated, so that these are orders of magnitude, without intervals; seed errors of the two stages are taken as independent.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      columns: canvas.isNarrow ? 1 : 2,
      panels: WHOSE.map(({ label, statistic }) =>
        matrixPanel({
          width: canvas.isNarrow ? canvas.width : (canvas.width - 16) / 2,
          title: label,
          note: "seeds of each mixture",
          columns: seeds.map((each) => `${each}`),
          rows: mixtures.map((each) => ({
            label: `${each} mixtures`,
            cells: seeds.map((seed) => ({
              ...printed(read(each, seed, statistic)),
              colour: THEME.blue,
              isFramed: each === own.m && seed === own.k,
            })),
          })),
        }),
      ),
    })),
    table: estimateTable(
      "Design",
      "Latent ρ",
      WHOSE.flatMap(({ label, statistic }) =>
        mixtures.flatMap((each) =>
          seeds.flatMap((seed) => {
            const estimate = read(each, seed, statistic);
            return estimate ? [{ label: `${label}: ${each} mixtures × ${seed}`, estimate }] : [];
          }),
        ),
      ),
    ),
  };
}

const NOT_DETECTABLE = "no correlation is detectable";

/** The designs that a report has power estimates for, ascending. */
function designsOf(report: Report, prefix: string): { mixtures: readonly number[]; seeds: readonly number[] } {
  const [mixtures, seeds] = [new Set<number>(), new Set<number>()];
  for (const id of report.estimates.keys()) {
    const found = id.startsWith(prefix) ? /\/m-(\d+)\/k-(\d+)\//.exec(id) : null;
    if (!found) continue;
    mixtures.add(Number(found[1]));
    seeds.add(Number(found[2]));
  }
  const sorted = (numbers: ReadonlySet<number>) => [...numbers].toSorted((a, b) => a - b);
  return { mixtures: sorted(mixtures), seeds: sorted(seeds) };
}

function printed(estimate: Estimate | undefined): { text: string; shade: number } {
  if (estimate?.value == null) return { text: estimate?.reason === NOT_DETECTABLE ? "none" : "–", shade: 0 };
  return { text: formatNumber(estimate.value, 2), shade: 0.15 + 0.85 * (1 - Math.max(0, estimate.value)) };
}

function titleOf(
  metric: string,
  own: { readonly m: number | undefined; readonly k: number },
  least: readonly (number | undefined)[],
  detected: (statistic: string) => number | null,
): string {
  const seeds = countOf(own.k, "seed");
  const [one, together] = WHOSE.map(({ statistic }) => detected(statistic));
  if (own.m !== undefined && (one != null || together != null)) {
    const found = WHOSE.flatMap(({ statistic, within }) => {
      const value = detected(statistic);
      return value === null ? [] : [`from ${formatNumber(value, 2)} ${within}`];
    });
    const none = WHOSE.filter(({ statistic }) => detected(statistic) === null).map(
      ({ within }) => `; none is ${within}`,
    );
    return `With ${own.m} mixtures × ${seeds}, persistence by ${metric} ${found.join(" and ")} is detected four times in five${none.join("")}`;
  }
  const start =
    own.m === undefined
      ? `So few mixtures detect no persistence by ${metric} with 80 % power`
      : `With ${own.m} mixtures × ${seeds}, noise hides even a perfect persistence by ${metric} more than one time in five`;
  return least[1] === undefined ? start : `${start}; over all benchmarks ${least[1]} mixtures would begin to detect it`;
}
