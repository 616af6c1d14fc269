import { icc } from "../statistics/icc.ts";
import type { SeedValues } from "./workspace.ts";

/** The reliability of the mean over seeds, or why it is unknown. */
export type Reliability = { readonly icck: number } | { readonly reason: string };

/** ICC(1,k) of the mixtures' seeds; "one seed" where no mixture has two, "no variation" where all values are equal. */
export function reliabilityOf(groups: readonly SeedValues[]): Reliability {
  if (groups.length < 2) return { reason: "fewer than 2 mixtures" };
  if (groups.every((row) => row.values.length < 2)) return { reason: "one seed" };
  const result = icc(groups.map((row) => row.values));
  if (!result || result.icck === null || result.msb === 0) return { reason: "no variation" };
  return { icck: result.icck };
}

/** √(ICCk⁺ · ICCk⁺), ICC⁺ = max(0, ICC): what seed noise leaves possible of a correlation. */
export function ceilingOf(before: number, after: number): number {
  return Math.sqrt(Math.max(0, before) * Math.max(0, after));
}
