import type { ExampleItems } from "../analysis/example-items.ts";
import type { Report } from "../estimates/analysis.ts";
import { METRICS } from "../estimates/estimate-id.ts";
import { fingerprint, fingerprintKey } from "../figures/fingerprint.ts";
import { calibrationTables } from "./calibration-tables.ts";
import { estimateTable } from "./estimate-table.ts";
import { exampleParts } from "./example-parts.ts";
import { levelTables } from "./level-tables.ts";
import { persistenceTable } from "./persistence-table.ts";
import type { SitePart, SiteSection } from "./site-section.ts";
import { strongestTable } from "./strongest-table.ts";
import { subjectFigure } from "./subject-figure.ts";
import { SUBJECT_FIGURES } from "./subject-figures.ts";
import { transitionTable } from "./transition-table.ts";

/** The page of a benchmark: what it measures and how well, what its scores before training say of scores after. */
export function benchmarkSections(report: Report, id: string, examples: ExampleItems | null): SiteSection[] {
  const target = { kind: "benchmark", id } as const;
  const glyph = fingerprint(report, report.study.design.benchmarks.find((row) => row.id === id)!);
  return [
    ...(glyph === null
      ? []
      : [
          {
            id: "fingerprint",
            title: "In four marks",
            parts: [{ kind: "html", html: fingerprintKey(glyph) } as const],
          },
        ]),
    {
      id: "levels",
      title: "Levels",
      parts: [subjectFigure(report, SUBJECT_FIGURES.benchmark, { benchmark: id }), ...levelTables(report, target)],
    },
    { id: "predicts", title: "What it predicts", parts: [predictorTable(report, id), strongestTable(report, id)] },
    { id: "persistence", title: "Does its order of mixtures last?", parts: [persistenceTable(report, target)] },
    { id: "reliability", title: "How repeatable it is", parts: [reliabilityTable(report, id)] },
    { id: "calibration", title: "Confidence and accuracy", parts: calibrationTables(report, "all", target) },
    { id: "answers", title: "How answers moved", parts: [transitionTable(report, target)] },
    { id: "examples", title: "Example items", parts: exampleParts(examples, id, report.study) },
  ];
}

const TARGETS = { self: "Itself", category: "The rest of its category", overall: "All the rest" } as const;

function predictorTable(report: Report, id: string): SitePart {
  return estimateTable(report, {
    caption: "Spearman’s ρ of its scores at the first stage with the scores of a target at the last",
    head: ["Metric, scale", ...Object.values(TARGETS)],
    rows: places(report).map(({ metric, scale }) => ({
      label: `${metric}, ${scale.label}`,
      ids: Object.keys(TARGETS).map((target) => `predictor/${metric}/${scale.id}/${id}/${target}/spearman`),
    })),
  });
}

function reliabilityTable(report: Report, id: string): SitePart {
  const { stages } = report.study.design;
  const measures = { icc: "Mean of seeds (ICC)", icc1: "One seed (ICC)", snr: "Signal to noise" };
  const key = (place: { metric: string; scale: { id: string } }, stage: string, measure: string) =>
    `reliability/${place.metric}/${place.scale.id}/${stage}/${id}/${measure}`;
  const hasHalves = places(report).some((place) =>
    stages.some((stage) => report.estimates.has(key(place, stage.id, "split-half"))),
  );
  const columns = { ...measures, ...(hasHalves && { "split-half": "Halves of its items" }) };
  return estimateTable(report, {
    caption: "The share of the differences between mixtures that a repetition would show again",
    head: ["Metric, scale, stage", ...Object.values(columns)],
    rows: places(report).flatMap((place) =>
      stages.map((stage) => ({
        label: `${place.metric}, ${place.scale.label}, ${stage.label}`,
        ids: Object.keys(columns).map((measure) => key(place, stage.id, measure)),
      })),
    ),
  });
}

/** Every metric that was recorded at every scale, the largest first. */
function places({ study }: Report) {
  return METRICS.filter((metric) => metric === "accuracy" || study.hasConfidence).flatMap((metric) =>
    study.design.scales.toReversed().map((scale) => ({ metric, scale })),
  );
}
