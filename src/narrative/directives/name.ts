import { resolveId } from "../../estimates/resolve-id.ts";
import { nearest } from "../../nearest.ts";
import type { Directive } from "../directive.ts";
import { phrase, text } from "../nodes.ts";

/** `:name[benchmark/taxonomy]`, `:name[{largest-scale}]`: the label of a thing of the design, linked to its page if it has one. */
export const name: Directive = {
  forms: ["text"],
  label: "the id of a benchmark, category, mixture, scale or stage",
  attributes: [],
  expand: ({ label, report, page, fault }) => {
    const { design } = report.study;
    const { id: resolved, unknown } = resolveId(label, design);
    const [kind, id] = resolved.includes("/") ? resolved.split("/", 2) : [null, resolved];
    const subjects = [
      ...design.benchmarks.map((row) => ({ ...row, kind: "benchmark" })),
      ...design.categories.map((row) => ({ ...row, kind: "category" })),
      ...design.mixtures.map((row) => ({ ...row, kind: "mixture" })),
      ...design.scales.map((row) => ({ ...row, kind: "scale" })),
      ...design.stages.map((row) => ({ ...row, kind: "stage" })),
    ];
    const subject = subjects.find((each) => each.id === id && (kind === null || each.kind === kind));
    if (!subject || unknown.length > 0) {
      const similar = nearest(
        resolved,
        subjects.map((each) => (kind === null ? each.id : `${each.kind}/${each.id}`)),
      );
      fault(
        `:name[${label}]`,
        "the id of something in study.yaml",
        similar ? `Did you mean ${similar}?` : "Mend the id.",
      );
      return [];
    }
    const href = page.options.subjectHref?.(subject.kind, subject.id);
    return [href ? phrase("a", { className: ["subject"], href }, [text(subject.label)]) : text(subject.label)];
  },
};
