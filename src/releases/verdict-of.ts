import { formatNumber } from "../estimates/format-number.ts";
import { type Comparison, TOLERANCE } from "./compare-estimates.ts";

/** How many ids of a kind are named. */
const SHOWN = 20;

/** What a comparison comes to, for a terminal. Same: every released estimate is there again, within tolerance. */
export function verdictOf(
  version: string,
  comparison: Comparison,
): { readonly isSame: boolean; readonly lines: string[] } {
  const { identical, within, different, missing, added } = comparison;
  const count = (n: number) => formatNumber(n, 0);
  const named = (what: string, ids: readonly string[]) => [
    ...ids.slice(0, SHOWN).map((id) => `  ${what}: ${id}`),
    ...(ids.length > SHOWN ? [`  ${what}: … and ${count(ids.length - SHOWN)} more`] : []),
  ];
  const parts = [
    `${count(identical.length)} bit-identical`,
    `${count(within.length)} within ${TOLERANCE}`,
    `${count(different.length)} different`,
    ...(missing.length > 0 ? [`${count(missing.length)} no longer computed`] : []),
    ...(added.length > 0 ? [`${count(added.length)} computed now that were not released`] : []),
  ];
  return {
    isSame: different.length + missing.length === 0,
    lines: [
      `${version}: ${parts.join(", ")}`,
      ...named("different", different),
      ...named("no longer computed", missing),
    ],
  };
}
