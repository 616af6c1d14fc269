import { quantile } from "../statistics/quantile.ts";

/** The middle of some values (quantile type 7 at ½); null for none. */
export function median(values: readonly number[]): number | null {
  return values.length === 0
    ? null
    : quantile(
        values.toSorted((a, b) => a - b),
        0.5,
      );
}
