import type { StudyDesign } from "../study/design.ts";
import { PROTOCOLS } from "./protocols.ts";

/**
 * Compares the names of groups of estimates as a reader expects them: protocols in the order of the questions, then each
 * segment in the order of the design (scales from the smallest, stages in training order), `all` first, the rest by code units.
 */
export function designOrder(design: StudyDesign): (a: string, b: string) => number {
  const { scales, stages, mixtures, categories, benchmarks } = design;
  const ids = [scales, stages, mixtures, categories, benchmarks].flatMap((rows) => rows.map(({ id }) => id));
  const order = [...Object.keys(PROTOCOLS), "accuracy", "confidence", "all", ...ids];
  const rank = new Map(order.map((id, index) => [id, index]));
  const parts = (name: string) => name.split(/\/|@|\.\./);
  return (a, b) => {
    const [left, right] = [parts(a), parts(b)];
    for (let k = 0; k < Math.min(left.length, right.length); k++) {
      const [one, other] = [left[k]!, right[k]!];
      if (one === other) continue;
      const difference = (rank.get(one) ?? order.length) - (rank.get(other) ?? order.length);
      return difference || (one < other ? -1 : 1);
    }
    return left.length - right.length;
  };
}
