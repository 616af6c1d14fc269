import type { Estimate } from "../estimates/estimate.ts";
import { benjaminiHochberg } from "../statistics/benjamini-hochberg.ts";

/** Adds to every p-value with a family its Benjamini–Hochberg adjustment over that family. Undefined estimates do not count. */
export function adjustFamilies(estimates: readonly Estimate[]): Estimate[] {
  const families = new Map<string, Estimate[]>();
  for (const estimate of estimates) {
    const family = estimate.p?.family;
    if (family !== undefined) {
      const members = families.get(family) ?? [];
      members.push(estimate);
      families.set(family, members);
    }
  }
  const adjusted = new Map<string, number>();
  for (const members of families.values())
    benjaminiHochberg(members.map(({ p }) => p?.value ?? null)).forEach((value, k) => {
      if (value !== null) adjusted.set(members[k]!.id, value);
    });
  return estimates.map((estimate) => {
    const value = adjusted.get(estimate.id);
    return estimate.p && value !== undefined ? { ...estimate, p: { ...estimate.p, adjusted: value } } : estimate;
  });
}
