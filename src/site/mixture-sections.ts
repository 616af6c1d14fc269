import type { Report } from "../estimates/analysis.ts";
import { estimateId, OVERALL, type Target } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { midRanks } from "../statistics/mid-ranks.ts";
import { covariatesOf } from "../study/covariates-of.ts";
import { domainShares } from "../study/domain-shares.ts";
import { calibrationTables } from "./calibration-tables.ts";
import { estimateTable } from "./estimate-table.ts";
import type { SitePart, SiteSection, SiteTable } from "./site-section.ts";
import { subjectFigure } from "./subject-figure.ts";
import { SUBJECT_FIGURES } from "./subject-figures.ts";
import { subjectHref } from "./subject-href.ts";
import { TRANSITIONS } from "./transitions.ts";
import { valueHtml } from "./value-html.ts";

/** The page of a mixture: what it is made of, where it stands among the others, how its models answer. */
export function mixtureSections(report: Report, id: string): SiteSection[] {
  const { design } = report.study;
  return [
    { id: "weights", title: "What it is made of", parts: [weightTable(report, id), ...covariateTable(report, id)] },
    {
      id: "rank",
      title: "Where it stands",
      parts: [
        {
          kind: "html",
          html: "<p>Its place by accuracy among the mixtures: 1 is best, and ties share the mean of their places. Levels are centred: 0 is guessing, 1 perfect. Places of mixtures whose intervals overlap may be chance.</p>",
        },
        ...design.scales.toReversed().map((scale, k) => rankTable(report, id, scale, k > 0)),
      ],
    },
    {
      id: "levels",
      title: "Levels",
      parts: [subjectFigure(report, SUBJECT_FIGURES.mixture, { mixture: id }), levelsByBenchmark(report, id)],
    },
    { id: "calibration", title: "Confidence and accuracy", parts: calibrationTables(report, id, OVERALL) },
    { id: "answers", title: "How answers moved", parts: [transitionsByBenchmark(report, id)] },
  ];
}

function weightTable(report: Report, id: string): SitePart {
  const domains = domainShares(report.study.design.mixtures.find((row) => row.id === id)?.weights);
  if (domains.length === 0) return { kind: "absent", reason: "The study does not declare the weights of its domains." };
  return {
    kind: "table",
    caption: "Its domains: their shares of the sum of all weights, and the weights as declared",
    head: ["Domain", "Share, %", "Weight"],
    rows: domains.map(({ domain, weight, share }) => ({
      head: escapeHtml(domain),
      cells: [share === null ? "–" : formatNumber(100 * share, 1), String(weight)],
    })),
  };
}

/** What else is known of it; nothing in a study without covariates. */
function covariateTable(report: Report, id: string): SitePart[] {
  const { mixtures } = report.study.design;
  const known = covariatesOf(report.study.design);
  if (known.length === 0) return [];
  const own = mixtures.find((row) => row.id === id)?.covariates ?? {};
  const value = (x: number | undefined) => (x === undefined ? "not known" : String(x).replace(/^-/, "−"));
  return [
    {
      kind: "table",
      caption: "Covariates, as declared, and the range over all mixtures",
      head: ["Covariate", "Value", "Least", "Greatest"],
      rows: known.map(({ id: name, label }) => {
        const all = mixtures.flatMap(({ covariates }) => covariates?.[name] ?? []);
        const [least, most] = all.length === 0 ? [] : [Math.min(...all), Math.max(...all)];
        return { head: escapeHtml(label), cells: [value(own[name]), value(least), value(most)] };
      }),
    },
    ...(known.some(({ id: name }) => isCompared(report, name)) ? [COMPARED] : []),
  ];
}

function isCompared(report: Report, covariate: string): boolean {
  const scale = report.study.design.scales.at(-1)!.id;
  const id = estimateId("covariate", "accuracy", scale, OVERALL.kind, OVERALL.id, covariate, "spearman");
  return report.estimates.get(id)?.value != null;
}

const COMPARED: SitePart = {
  kind: "html",
  html: '<p>Whether a covariate goes with what is gained in training is <a href="/rq1/#what-goes-with-the-change">asked of all mixtures together</a>.</p>',
};

interface Place {
  readonly id: string;
  readonly label: string;
}

function rankTable(report: Report, id: string, scale: Place, isFolded: boolean): SiteTable {
  const { categories, mixtures, stages } = report.study.design;
  const targets: readonly (Target & { readonly label: string })[] = [
    { ...OVERALL, label: "Overall" },
    ...categories.map((row) => ({ kind: "category" as const, id: row.id, label: row.label })),
  ];
  const place = (target: Target, stage: Place) => {
    const key = (mixture: string) =>
      `level/accuracy/${scale.id}/${stage.id}/${mixture}/${target.kind}/${target.id}/mean`;
    const known = mixtures.flatMap((row) => {
      const value = report.estimates.get(key(row.id))?.value;
      return value == null ? [] : [{ id: row.id, value }];
    });
    const own = known.findIndex((row) => row.id === id);
    const level = valueHtml(report, key(id));
    if (own < 0) return ["–", level];
    const rank = midRanks(known.map(({ value }) => -value))[own]!;
    return [`${formatNumber(rank, rank % 1 === 0 ? 0 : 1)} of ${known.length}`, level];
  };
  return {
    kind: "table",
    caption: `Place and level, accuracy, scale ${scale.label}`,
    head: ["Target", ...stages.flatMap(({ label }) => [`Place, ${label}`, `Level, ${label}`])],
    rows: targets.map((target) => ({
      head:
        target.kind === "category"
          ? `<a href="${escapeHtml(subjectHref("category", target.id)!)}">${escapeHtml(target.label)}</a>`
          : escapeHtml(target.label),
      cells: stages.flatMap((stage) => place(target, stage)),
    })),
    ...(isFolded && { folded: `The same at scale ${scale.label}` }),
  };
}

function levelsByBenchmark(report: Report, id: string): SitePart {
  const { benchmarks, scales, stages } = report.study.design;
  const scale = scales.at(-1)!;
  return estimateTable(report, {
    caption: `Accuracy on every benchmark, scale ${scale.label}`,
    head: ["Benchmark", ...stages.map(({ label }) => label)],
    rows: benchmarks.map((row) => ({
      label: row.label,
      href: subjectHref("benchmark", row.id),
      ids: stages.map((stage) => `level/accuracy/${scale.id}/${stage.id}/${id}/benchmark/${row.id}/mean`),
    })),
    folded: "Accuracy on every benchmark",
  });
}

function transitionsByBenchmark(report: Report, id: string): SitePart {
  const { benchmarks, scales } = report.study.design;
  const scale = scales.at(-1)!;
  return estimateTable(report, {
    caption: `Answers to the same items at the first stage and the last, scale ${scale.label}`,
    head: ["Benchmark", ...Object.values(TRANSITIONS)],
    rows: benchmarks.map((row) => ({
      label: row.label,
      href: subjectHref("benchmark", row.id),
      ids: Object.keys(TRANSITIONS).map((name) => `item-transition/${scale.id}/${id}/benchmark/${row.id}/${name}`),
    })),
  });
}
