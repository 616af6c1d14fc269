import type { Estimate } from "../estimates/estimate.ts";
import type { FigureColumn, FigureTable } from "./figure.ts";
import { reasonWords } from "./reason-words.ts";

/** A table of estimates, one a row, under the name of what they are about. `rows` may bring columns of their own. */
export function estimateTable(
  about: string,
  quantity: string,
  rows: readonly { readonly label: string; readonly estimate: Estimate }[],
): FigureTable {
  const has = (test: (estimate: Estimate) => boolean) => rows.some(({ estimate }) => test(estimate));
  const columns: FigureColumn[] = [
    { key: "about", label: about },
    { key: "value", label: quantity, decimals: 2 },
    { key: "low", label: "95 % from", decimals: 2 },
    { key: "high", label: "to", decimals: 2 },
    ...(has(({ p }) => p !== undefined) ? [{ key: "p", label: "p", decimals: 3 }] : []),
    ...(has(({ p }) => p?.adjusted !== undefined) ? [{ key: "q", label: "q", decimals: 3 }] : []),
    { key: "n", label: "n", decimals: 0 },
    ...(has(({ verdict }) => verdict !== undefined) ? [{ key: "verdict", label: "Verdict" }] : []),
    ...(has(({ reason, intervalReason }) => (reason ?? intervalReason) !== undefined)
      ? [{ key: "reason", label: "Remark" }]
      : []),
    { key: "id", label: "Estimate" },
  ];
  return {
    columns,
    rows: rows.map(({ label, estimate }) => {
      const why = estimate.reason ?? estimate.intervalReason;
      const cells: Record<string, string | number | null> = {
        about: label,
        value: estimate.value,
        low: estimate.interval?.low ?? null,
        high: estimate.interval?.high ?? null,
        p: estimate.p?.value ?? null,
        q: estimate.p?.adjusted ?? null,
        n: estimate.n,
        verdict: estimate.verdict ?? null,
        reason: why === undefined ? null : reasonWords(why),
        id: estimate.id,
      };
      return Object.fromEntries(columns.map(({ key }) => [key, cells[key] ?? null]));
    }),
  };
}
