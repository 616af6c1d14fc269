import type { StudyDesign } from "../study/design.ts";

/** What a placeholder may stand for, so that a narrative is portable to another study. */
export const PLACEHOLDERS = ["first-stage", "last-stage", "smallest-scale", "largest-scale"] as const;

export interface ResolvedId {
  readonly id: string;
  /** why nothing can have this id in this study: it compares two scales or stages, and there is one */
  readonly absent: string | null;
  /** placeholders that do not exist */
  readonly unknown: readonly string[];
}

/**
 * Fills the placeholders of an id or a glob from the design of a study:
 * `scale-shift/accuracy/{smallest-scale}..{largest-scale}/overall/all/spearman`.
 */
export function resolveId(template: string, { scales, stages }: StudyDesign): ResolvedId {
  const places: Readonly<Record<string, string>> = {
    "first-stage": stages[0]!.id,
    "last-stage": stages.at(-1)!.id,
    "smallest-scale": scales[0]!.id,
    "largest-scale": scales.at(-1)!.id,
  };
  const used = new Set<string>();
  const unknown: string[] = [];
  const id = template.trim().replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    used.add(name);
    if (places[name] === undefined) unknown.push(name);
    return places[name] ?? whole;
  });
  const both = (a: string, b: string) => used.has(a) && used.has(b) && places[a] === places[b];
  const absent = both("smallest-scale", "largest-scale")
    ? "one scale only"
    : both("first-stage", "last-stage")
      ? "one stage only"
      : null;
  return { id, absent, unknown };
}
