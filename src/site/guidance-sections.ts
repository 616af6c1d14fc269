import type { Report } from "../estimates/analysis.ts";
import { certainty } from "../estimates/certainty.ts";
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
  /** whether the correlation is higher than independent noise of seeds would let it be */
  readonly isAboveCeiling: boolean;
}

/** What to trust when choosing a mixture, from the verdicts on predictors: a section for each scale, the largest first. */
export function guidanceSections(report: Report): SiteSection[] {
  return report.study.design.scales.toReversed().map((scale) => ({
    id: `scale-${scale.id}`,
    title: `At scale ${scale.label}`,
    parts: [...decisionParts(report, scale), seedTable(report, scale)],
  }));
}

/** The table of what to trust, and below it what its mark means where it has one. */
function decisionParts(report: Report, scale: Named): SitePart[] {
  const { benchmarks, categories } = report.study.design;
  const guides = (rows: readonly Named[], target: string): Guide[] =>
    rows.flatMap((row) => {
      const estimate = report.estimates.get(`predictor/accuracy/${scale.id}/${row.id}/${target}/spearman`);
      const ceiling =
        target === "self"
          ? report.estimates.get(`rank-persistence/accuracy/${scale.id}/benchmark/${row.id}/ceiling`)?.value
          : undefined;
      const isAboveCeiling = ceiling != null && estimate?.value != null && estimate.value > ceiling;
      return estimate?.verdict ? [{ ...row, estimate, isAboveCeiling }] : [];
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
    return [{ kind: "absent", reason: `Nothing can be recommended at scale ${scale.label}: ${why}.` }];
  }
  const hasUnreliable = rows.some((row) => judged(row.guides, "unreliable").length > 0);
  const table: SitePart = {
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
  const isMarked = rows.some(({ guides: own }) =>
    own.some(({ estimate, isAboveCeiling }) => isAboveCeiling && estimate.verdict !== "inconclusive"),
  );
  return isMarked ? [table, { kind: "html", html: ABOVE_CEILING }] : [table];
}

const ABOVE_CEILING = `<p>† The correlation lies above its <a href="/methods/#reliability-and-the-noise-ceiling">noise ceiling</a>: higher than independent noise of seeds would let it be, most likely because a model keeps the luck of the run that it is trained on from. Part of the order is then that of these runs. It tells which of <i>them</i> to go on with; of a mixture trained again with new seeds it tells less.</p>`;

const judged = (guides: readonly Guide[], verdict: string) =>
  guides
    .filter(({ estimate }) => estimate.verdict === verdict)
    .toSorted((a, b) => (b.estimate.value ?? 0) - (a.estimate.value ?? 0));

function list(guides: readonly Guide[]): string {
  return guides.length === 0 ? "none" : guides.map((guide) => guideHtml(guide, guide.isAboveCeiling)).join(", ");
}

/** The name of a benchmark, linked to its page, with its verdict’s number, linked to its row. */
function guideHtml({ id, label, estimate }: Guide, isMarked: boolean): string {
  const page = `<a class="subject" href="${escapeHtml(subjectHref("benchmark", id)!)}">${escapeHtml(label)}</a>`;
  const rho = formatNumber(estimate.value ?? 0, 2);
  const title = certainty(estimate);
  return `${page} (<a class="value" href="${escapeHtml(estimateHref(estimate.id))}" title="${escapeHtml(title)}">${rho}</a>${isMarked ? "†" : ""})`;
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
  const settled = near.map(
    ({ guide, needed }) => `${guideHtml(guide, false)} by some ${formatNumber(needed, 0)} mixtures`,
  );
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
      const { value, interval } = report.estimates.get(key(row.id, "icc1"))!;
      const enough = (reliability: number | null | undefined) => seedsNeeded(reliability ?? 0, ENOUGH_RELIABILITY);
      return { ...row, seeds: enough(value), least: enough(interval?.high), most: enough(interval?.low) };
    })
    .toSorted((a, b) => (a.seeds ?? Infinity) - (b.seeds ?? Infinity));
  return {
    kind: "table",
    caption: `Seeds that a score at ${stage.label} needs for a reliability of ${ENOUGH_RELIABILITY}, scale ${scale.label}`,
    folded: `How many seeds each benchmark needs at scale ${scale.label}`,
    head: ["Benchmark", "Fingerprint", "Reliability of one seed", "Of the seeds here", "Seeds needed"],
    rows: rows.map(({ id, label, ...counts }) => ({
      head: `<a href="${escapeHtml(subjectHref("benchmark", id)!)}">${escapeHtml(label)}</a>`,
      cells: [
        fingerprint(report, { id, label }) ?? "–",
        valueHtml(report, key(id, "icc1")),
        valueHtml(report, key(id, "icc")),
        seedsText(counts),
      ],
    })),
  };
}

interface SeedCounts {
  /** by the reliability itself, by the upper and by the lower end of its interval; null where that is no number of seeds */
  readonly seeds: number | null;
  readonly least: number | null;
  readonly most: number | null;
}

/** "17", "17 (3 to 90)", "17, at least 3", "not known; at least 3". */
function seedsText({ seeds, least, most }: SeedCounts): string {
  const print = (count: number) => formatNumber(count, 0);
  if (seeds === null) return least === null ? "not known" : `not known; at least ${print(least)}`;
  if (least === null) return print(seeds);
  return most === null
    ? `${print(seeds)}, at least ${print(least)}`
    : `${print(seeds)} (${print(least)} to ${print(most)})`;
}
