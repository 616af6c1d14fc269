import { covariatesOf } from "../study/covariates-of.ts";
import type { StudyDesign } from "../study/design.ts";

/** A thing of the design that an id names. */
export interface Subject {
  readonly kind: "benchmark" | "category" | "mixture" | "scale" | "stage" | "overall" | "metric" | "part";
  readonly id: string;
  readonly label: string;
}

/**
 * What the part at place `index` of an id names, with its label from the design: `benchmark/taxonomy` is Taxonomy. The part
 * before decides where it can; else the design is asked for benchmarks, categories, mixtures, scales and stages in turn.
 */
export function subjectOf(id: string, index: number, design: StudyDesign): Subject {
  const parts = id.split("/");
  const part = parts[index] ?? "";
  const before = parts[index - 1];
  if (before === "overall" || part === "overall")
    return { kind: "overall", id: "all", label: "all benchmarks together" };
  if (part === "accuracy" || part === "confidence") return { kind: "metric", id: part, label: part };
  if (parts[0] === "covariate" && index === parts.length - 2) {
    const label = covariatesOf(design).find((each) => each.id === part)?.label ?? part;
    return { kind: "part", id: part, label };
  }
  const lists = [
    ["benchmark", design.benchmarks],
    ["category", design.categories],
    ["mixture", design.mixtures],
    ["scale", design.scales],
    ["stage", design.stages],
  ] as const;
  const order = before === "category" || parts[0]?.startsWith("coherence") ? lists.toSpliced(0, 1) : lists;
  for (const [kind, rows] of order) {
    const row = rows.find((each) => each.id === part);
    if (row) return { kind, id: row.id, label: row.label };
  }
  return { kind: "part", id: part, label: part };
}
