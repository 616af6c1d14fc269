import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { CALIBRATION_BINS } from "../statistics/calibration-bins.ts";
import { beforeAfterRow } from "./before-after-row.ts";
import { bothWidths } from "./both-widths.ts";
import { countOf } from "./count-of.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { intervalRows } from "./interval-rows.ts";
import { median } from "./median.ts";
import { shareAxis } from "./share-axis.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { withInterval } from "./with-interval.ts";

/** RQ4: calibration error of each benchmark before and after, freed of bias; its plain form stands with its floor in the table. */
export function eceBeforeAfter(report: Report, options: FigureOptions): Figure | MissingFigure {
  const { id, scale, first, last, benchmarks, source } = stratum("ece-before-after", report, options);
  const mixture = options.mixture ?? "all";
  const read = (stage: string, benchmark: string, measure: string) =>
    report.estimates.get(estimateId("calibration", scale.id, stage, mixture, "benchmark", benchmark, measure));
  const rows = benchmarks
    .map((benchmark) => ({
      benchmark,
      before: first === last ? undefined : read(first.id, benchmark.id, "ece-debiased"),
      after: read(last.id, benchmark.id, "ece-debiased"),
      floor: read(last.id, benchmark.id, "ece-floor")?.value ?? null,
      raw: [first, last].map((stage) => read(stage.id, benchmark.id, "ece")?.value ?? null),
      floorBefore: read(first.id, benchmark.id, "ece-floor")?.value ?? null,
    }))
    .filter(({ before, after }) => before !== undefined || after !== undefined)
    .toSorted((a, b) => (b.after?.value ?? -1) - (a.after?.value ?? -1) || 0);
  const known = rows.filter(({ before, after }) => before?.value != null || after?.value != null);
  if (known.length === 0)
    return { id, missing: "Calibration error needs answers item by item with their confidence; this study has none." };
  const pairs = rows.flatMap(({ benchmark, before, after }) =>
    before?.value != null && after?.value != null
      ? [{ label: benchmark.label, before: before.value, after: after.value }]
      : [],
  );
  const typical = [median(pairs.map((row) => row.before)), median(pairs.map((row) => row.after))] as const;
  const fall = pairs.filter(({ before, after }) => after < before).length;
  const title =
    typical[0] === null
      ? `The median calibration error over ${countOf(known.length, "benchmark")} is ${formatNumber(median(known.map(({ before, after }) => after?.value ?? before!.value!))!, 2)} (point estimates)`
      : `Calibration error is smaller after than before on ${fall} of ${countOf(pairs.length, "benchmark")}, with a median of ${formatNumber(typical[0], 2)} before and ${formatNumber(typical[1]!, 2)} after (point estimates)`;
  const worst = known[0]!;
  const alt = `${title}. Highest at ${last.label}: ${worst.benchmark.label}${worst.after?.value == null ? "" : `, ${withInterval(worst.after)}`}.`;
  const values = rows.flatMap(({ before, after }) =>
    [before, after].flatMap((each) => [each?.value ?? 0, each?.interval?.high ?? 0]),
  );
  const keys = [
    ...(first === last ? [] : [{ label: first.label, mark: "hollow", colour: THEME.muted } as const]),
    { label: last.label, mark: "filled", colour: THEME.blue } as const,
  ];
  return {
    id,
    title,
    subtitle: `Debiased expected calibration error, ${CALIBRATION_BINS} bins of equal mass, scale ${scale.label}, ${mixture === "all" ? "mean over mixtures" : `mixture ${mixture}`}; 0 is perfect`,
    caption:
      "Points are debiased errors, about 0 for a calibrated model; lines are their 95 % intervals; sorted by the last stage. Whether an error changes is not tested here. The plain ECE, which even a calibrated model has above 0, is in the table beside its floor: what such a model would show with as many items.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys,
      panels: [
        intervalRows({
          canvas,
          ...shareAxis(Math.max(...values)),
          rules: [0],
          axis: "debiased expected calibration error",
          decimals: 2,
          rowHeight: 22,
          rows: rows.map(({ benchmark, before, after }) => beforeAfterRow(benchmark.label, before, after)),
        }),
      ],
    })),
    table: {
      columns: [
        { key: "about", label: "Benchmark" },
        ...(["before", "after"] as const).flatMap((side) => {
          const stage = side === "before" ? first.label : last.label;
          return [
            { key: `${side}Debiased`, label: `Debiased, ${stage}`, decimals: 2 },
            { key: `${side}Low`, label: "95 % from", decimals: 2 },
            { key: `${side}High`, label: "to", decimals: 2 },
            { key: `${side}Ece`, label: `ECE, ${stage}`, decimals: 2 },
            { key: `${side}Floor`, label: "Floor", decimals: 2 },
          ];
        }),
      ],
      rows: rows.map(({ benchmark, before, after, floor, floorBefore, raw }) => ({
        about: benchmark.label,
        beforeDebiased: before?.value ?? null,
        beforeLow: before?.interval?.low ?? null,
        beforeHigh: before?.interval?.high ?? null,
        beforeEce: raw[0] ?? null,
        beforeFloor: floorBefore,
        afterDebiased: after?.value ?? null,
        afterLow: after?.interval?.low ?? null,
        afterHigh: after?.interval?.high ?? null,
        afterEce: raw[1] ?? null,
        afterFloor: floor,
      })),
    },
  };
}
