import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { settlingMixtures } from "../estimates/settling-mixtures.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { fingerprint } from "../figures/fingerprint.ts";
import { absentReason } from "./absent-reason.ts";
import { estimateHref } from "./estimate-href.ts";
import { seedsNeeded } from "./seeds-needed.ts";
import type { SitePart, SiteSection } from "./site-section.ts";
import { subjectHref } from "./subject-href.ts";
import { valueHtml } from "./value-html.ts";

/** A reliability that is enough to order mixtures by: the share of their differences that a repetition shows again. */
export const ENOUGH_RELIABILITY = 0.8;

interface Named {
  readonly id: string;
  readonly label: string;
}

interface Guide extends Named {
  readonly estimate: Estimate;
}

/** What to trust when choosing a mixture, from the verdicts on predictors: a section for each scale, the largest first. */
export function guidanceSections(report: Report): SiteSection[] {
  return report.study.design.scales.toReversed().map((scale) => ({
    id: `scale-${scale.id}`,
    title: `At scale ${scale.label}`,
    parts: [decisionTable(report, scale), seedTable(report, scale)],
  }));
}

function decisionTable(report: Report, scale: Named): SitePart {
  const { benchmarks, categories } = report.study.design;
  const guides = (rows: readonly Named[], target: string): Guide[] =>
    rows.flatMap((row) => {
      const estimate = report.estimates.get(`predictor/accuracy/${scale.id}/${row.id}/${target}/spearman`);
      return estimate?.verdict ? [{ ...row, estimate }] : [];
    });
  const rows = [
    { head: "all the rest", guides: guides(benchmarks, "overall") },
    ...categories.map((category) => ({
      head: `<a href="${escapeHtml(subjectHref("category", category.id)!)}">${escapeHtml(category.label)}</a>`,
      guides: guides(
        benchmarks.filter((row) => row.category === category.id),
        "category",
      ),
    })),
    { head: "the same benchmark", guides: guides(benchmarks, "self") },
  ];
  if (rows.every((row) => row.guides.length === 0)) {
    const id = `predictor/accuracy/${scale.id}/${benchmarks[0]!.id}/self/spearman`;
    const why = report.estimates.get(id)?.reason ?? absentReason(id, report.study);
    return { kind: "absent", reason: `Nothing can be recommended at scale ${scale.label}: ${why}.` };
  }
  const hasUnreliable = rows.some((row) => judged(row.guides, "unreliable").length > 0);
  return {
    kind: "table",
    isWords: true,
    caption: `To choose a mixture for its accuracy after training, scale ${scale.label}`,
    head: ["For its level on", "Trust the score before on", ...(hasUnreliable ? ["Do not trust"] : []), "Not proven"],
    rows: rows.map((row) => ({
      head: row.head,
      cells: [
        list(judged(row.guides, "robust")),
        ...(hasUnreliable ? [list(judged(row.guides, "unreliable"))] : []),
        unproven(judged(row.guides, "inconclusive")),
      ],
    })),
  };
}

const judged = (guides: readonly Guide[], verdict: string) =>
  guides
    .filter(({ estimate }) => estimate.verdict === verdict)
    .toSorted((a, b) => (b.estimate.value ?? 0) - (a.estimate.value ?? 0));

function list(guides: readonly Guide[]): string {
  return guides.length === 0 ? "none" : guides.map(guideHtml).join(", ");
}

/** The name of a benchmark, linked to its page, with its verdict’s number, linked to its row. */
function guideHtml({ id, label, estimate }: Guide): string {
  const page = `<a class="subject" href="${escapeHtml(subjectHref("benchmark", id)!)}">${escapeHtml(label)}</a>`;
  const rho = formatNumber(estimate.value ?? 0, 2);
  const title = estimate.verdictReason ?? "";
  return `${page} (<a class="value" href="${escapeHtml(estimateHref(estimate.id))}" title="${escapeHtml(title)}">${rho}</a>)`;
}

const NEAREST = 3;

/** How many are not proven, and the few that the fewest mixtures would settle. */
function unproven(guides: readonly Guide[]): string {
  if (guides.length === 0) return "none";
  const near = guides
    .flatMap((guide) => {
      const needed = settlingMixtures(guide.estimate);
      return needed === null ? [] : [{ guide, needed }];
    })
    .toSorted((a, b) => a.needed - b.needed)
    .slice(0, NEAREST);
  const count = `${guides.length} ${guides.length === 1 ? "benchmark" : "benchmarks"}`;
  if (near.length === 0) return `${count}; more mixtures alone would settle none`;
  const settled = near.map(({ guide, needed }) => `${guideHtml(guide)} by some ${formatNumber(needed, 0)} mixtures`);
  return `${count}; ${guides.length > near.length ? "first to be settled" : "to be settled"}: ${settled.join(", ")}`;
}

/** How repeatable each benchmark’s order of mixtures is at the first stage, and how many seeds would make it enough. */
function seedTable(report: Report, scale: Named): SitePart {
  const { benchmarks, stages } = report.study.design;
  const stage = stages[0]!;
  const key = (id: string, measure: string) => `reliability/accuracy/${scale.id}/${stage.id}/${id}/${measure}`;
  const known = benchmarks.filter(({ id }) => report.estimates.get(key(id, "icc1"))?.value != null);
  if (known.length === 0) {
    const id = key(benchmarks[0]!.id, "icc1");
    const why = report.estimates.get(id)?.reason ?? absentReason(id, report.study);
    return { kind: "absent", reason: `How many seeds are needed is not known at scale ${scale.label}: ${why}.` };
  }
  const rows = known
    .map((row) => {
      const seeds = seedsNeeded(report.estimates.get(key(row.id, "icc1"))?.value ?? 0, ENOUGH_RELIABILITY);
      return { ...row, seeds };
    })
    .toSorted((a, b) => (a.seeds ?? Infinity) - (b.seeds ?? Infinity));
  return {
    kind: "table",
    caption: `Seeds that a score at ${stage.label} needs for a reliability of ${ENOUGH_RELIABILITY}, scale ${scale.label}`,
    folded: `How many seeds each benchmark needs at scale ${scale.label}`,
    head: ["Benchmark", "Fingerprint", "Reliability of one seed", "Of the seeds here", "Seeds needed"],
    rows: rows.map(({ id, label, seeds }) => ({
      head: `<a href="${escapeHtml(subjectHref("benchmark", id)!)}">${escapeHtml(label)}</a>`,
      cells: [
        fingerprint(report, { id, label }) ?? "–",
        valueHtml(report, key(id, "icc1")),
        valueHtml(report, key(id, "icc")),
        seeds === null ? "more seeds do not help" : formatNumber(seeds, 0),
      ],
    })),
  };
}
