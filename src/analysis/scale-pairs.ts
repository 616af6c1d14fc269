import type { StudyDesign } from "../study/design.ts";

/** Every pair of scales, the smaller first: scales are declared smallest first. */
export function scalePairs({ scales }: StudyDesign): readonly { readonly smaller: string; readonly larger: string }[] {
  return scales.flatMap((smaller, k) =>
    scales.slice(k + 1).map((larger) => ({ smaller: smaller.id, larger: larger.id })),
  );
}
