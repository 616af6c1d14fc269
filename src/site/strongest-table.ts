import type { Report } from "../estimates/analysis.ts";
import { formatP } from "../estimates/format-p.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { absentReason } from "./absent-reason.ts";
import type { SitePart } from "./site-section.ts";
import { subjectHref } from "./subject-href.ts";
import { valueHtml } from "./value-html.ts";

const SHOWN = 5;

/** The benchmarks whose scores after go most with this benchmark's before, either way, at the largest scale. */
export function strongestTable(report: Report, benchmark: string): SitePart {
  const { design } = report.study;
  const scale = design.scales.at(-1)!;
  const pairs = design.benchmarks
    .filter(({ id }) => id !== benchmark)
    .map((other) => ({ other, id: `cross-benchmark/accuracy/${scale.id}/${benchmark}/${other.id}/spearman` }));
  const known = pairs.flatMap(({ other, id }) => {
    const estimate = report.estimates.get(id);
    return estimate?.value == null ? [] : [{ other, estimate, value: estimate.value }];
  });
  if (known.length === 0) {
    const [first] = pairs;
    const why = first && (report.estimates.get(first.id)?.reason ?? absentReason(first.id, report.study));
    return { kind: "absent", reason: `Against other benchmarks: ${why ?? "there is no other benchmark"}.` };
  }
  const strongest = known.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, SHOWN);
  return {
    kind: "table",
    caption: `Accuracy here before against accuracy there after, scale ${scale.label}: the ${strongest.length} strongest of ${known.length}, chosen for being strong`,
    head: ["Benchmark after", "Spearman’s ρ", "Adjusted p (q)"],
    rows: strongest.map(({ other, estimate }) => ({
      head: `<a href="${escapeHtml(subjectHref("benchmark", other.id)!)}">${escapeHtml(other.label)}</a>`,
      cells: [
        valueHtml(report, estimate.id),
        estimate.p?.adjusted === undefined ? "–" : escapeHtml(bare(estimate.p.adjusted)),
      ],
    })),
  };
}

const bare = (q: number) => formatP(q, "q").replace(/^q (= )?/, "");
