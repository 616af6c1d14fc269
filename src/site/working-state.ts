import type { ReportState, StatePage } from "../releases/report-state.ts";
import { shownEstimates } from "../releases/shown-estimates.ts";
import { benchmarkSections } from "./benchmark-sections.ts";
import type { BuildProgress } from "./build-progress.ts";
import { categorySections } from "./category-sections.ts";
import { estimateGroups } from "./estimate-groups.ts";
import { groupTitle } from "./group-title.ts";
import { mixtureSections } from "./mixture-sections.ts";
import { narrativePages } from "./narrative-pages.ts";
import { sectionHtml } from "./section-html.ts";
import { siteExamples } from "./site-examples.ts";
import { siteReport } from "./site-report.ts";
import { type StudyOptions, withStudy } from "./with-study.ts";

/**
 * The report of the working data as the diff compares it: its numbers, the claims of its narrative, and which numbers its
 * pages show. Nothing is rendered, so it knows the pages of the narrative, of subjects and of estimates, and no others.
 *
 * @throws {FaultError} with all faults of the study, or else all faults of the narrative
 */
export function workingState(options: StudyOptions, progress: BuildProgress): Promise<ReportState> {
  return withStudy(options, progress, siteState);
}

/** The state of the report that this process renders: `workingState` without computing anything. */
export function siteState(): ReportState {
  const report = siteReport();
  const narrative = narrativePages();
  const { benchmarks, categories, mixtures } = report.study.design;
  const page = (href: string, title: string, html: string): StatePage => {
    return { href, title, words: null, estimates: shownEstimates(html) };
  };
  return {
    name: "working",
    study: report.study,
    estimates: report.estimates,
    claims: narrative.flatMap(({ href, claims }) =>
      claims.map(({ id, text, decision }) => ({ id, page: href, text, status: decision.status })),
    ),
    pages: [
      ...narrative.map(({ href, title, answer, html }) => page(href, title, (answer ?? "") + html)),
      ...benchmarks.map(({ id, label }) =>
        page(`/benchmarks/${id}/`, label, sectionHtml(benchmarkSections(report, id, siteExamples()))),
      ),
      ...categories.map(({ id, label }) =>
        page(`/categories/${id}/`, label, sectionHtml(categorySections(report, id))),
      ),
      ...mixtures.map(({ id, label }) => page(`/mixtures/${id}/`, label, sectionHtml(mixtureSections(report, id)))),
      ...estimateGroups(report).map(({ name, estimates }) => ({
        href: `/estimates/${name}/`,
        title: groupTitle(name, report.study.design),
        words: null,
        estimates: estimates.map(({ id }) => id),
      })),
    ],
    hasAllPages: false,
  };
}
