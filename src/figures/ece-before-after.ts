import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
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

/** RQ4: calibration error of each benchmark before and after, never without the floor that a calibrated model would show. */
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
  const direction =
    typical[0] !== null && formatNumber(typical[0], 2) === formatNumber(typical[1]!, 2)
      ? "stays at"
      : typical[1]! < typical[0]!
        ? "falls"
        : "rises";
  const title =
    typical[0] === null
      ? `The median calibration error over ${countOf(known.length, "benchmark")} is ${formatNumber(median(known.map(({ before, after }) => after?.value ?? before!.value!))!, 2)}`
      : `The typical benchmark’s calibration error ${direction === "stays at" ? `stays at ${formatNumber(typical[0], 2)}` : `${direction} from ${formatNumber(typical[0], 2)} to ${formatNumber(typical[1]!, 2)}`}; its point estimate falls on ${fall} of ${pairs.length}`;
  const worst = known[0]!;
  const alt = `${title}. Highest at ${last.label}: ${worst.benchmark.label}${worst.after?.value == null ? "" : `, ${formatNumber(worst.after.value, 2)}`}${worst.floor === null ? "" : `, where a calibrated model would show about ${formatNumber(worst.floor, 2)} before debiasing`}.`;
  const values = rows.flatMap(({ before, after, floor }) =>
    [before, after].flatMap((each) => [each?.value ?? 0, each?.interval?.high ?? 0]).concat(floor ?? 0),
  );
  const keys = [
    ...(first === last ? [] : [{ label: first.label, mark: "hollow", colour: THEME.muted } as const]),
    { label: last.label, mark: "filled", colour: THEME.blue } as const,
    { label: "floor of the plain ECE", mark: "tick", colour: THEME.vermillion } as const,
  ];
  return {
    id,
    title,
    subtitle: `Debiased expected calibration error, 15 bins of equal mass, scale ${scale.label}, ${mixture === "all" ? "mean over mixtures" : `mixture ${mixture}`}; 0 is perfect`,
    caption:
      "Points are debiased errors, lines their 95 % intervals; sorted by the last stage. The vertical stroke is the floor: the plain ECE that a perfectly calibrated model would show with as many items, so that a plain ECE near it says nothing. Plain ECE is in the table beside its floor.",
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
          rows: rows.map(({ benchmark, before, after, floor }) =>
            beforeAfterRow(
              benchmark.label,
              before,
              after,
              floor === null ? [] : [{ value: floor, colour: THEME.vermillion, isFilled: true, isTick: true }],
            ),
          ),
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
