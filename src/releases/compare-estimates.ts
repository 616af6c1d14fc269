import { isDeepStrictEqual } from "node:util";
import type { Estimate } from "../estimates/estimate.ts";

/** How far a number may be from another to be the same but for the last bits of a machine: absolute, or of the larger. */
export const TOLERANCE = 1e-9;

/** Estimates that were released against the same ones recomputed. Ids of each kind, ascending. */
export interface Comparison {
  readonly identical: readonly string[];
  /** all words are the same, all numbers within `TOLERANCE` */
  readonly within: readonly string[];
  readonly different: readonly string[];
  /** released, and not computed any more */
  readonly missing: readonly string[];
  /** computed, and not in the release: newer code computes more */
  readonly added: readonly string[];
}

/** Compares estimate by estimate. */
export function compareEstimates(released: Iterable<Estimate>, computed: Iterable<Estimate>): Comparison {
  const now = new Map(Iterator.from(computed).map((one) => [one.id, one]));
  const result = {
    identical: [] as string[],
    within: [] as string[],
    different: [] as string[],
    missing: [] as string[],
    added: [] as string[],
  };
  for (const before of released) {
    const after = now.get(before.id);
    now.delete(before.id);
    if (!after) result.missing.push(before.id);
    else if (isDeepStrictEqual(before, after)) result.identical.push(before.id);
    else
      result[isDeepStrictEqual(blurred(before, before), blurred(after, before)) ? "within" : "different"].push(
        before.id,
      );
  }
  result.added.push(...now.keys());
  for (const ids of Object.values(result)) ids.sort();
  return result;
}

/** An estimate with every number that is close to the one of `reference` replaced by it. */
function blurred({ value, interval, p, ...rest }: Estimate, reference: Estimate): object {
  const near = (a: number | null | undefined, b: number | null | undefined) =>
    typeof a === "number" &&
    typeof b === "number" &&
    Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b))
      ? b
      : a;
  return {
    ...rest,
    value: near(value, reference.value),
    interval: interval && {
      ...interval,
      low: near(interval.low, reference.interval?.low),
      high: near(interval.high, reference.interval?.high),
    },
    p: p && {
      ...p,
      value: near(p.value, reference.p?.value),
      adjusted: near(p.adjusted, reference.p?.adjusted),
    },
  };
}
