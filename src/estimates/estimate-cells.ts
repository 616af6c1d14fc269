import type { Estimate } from "./estimate.ts";

/** The columns of every table of estimates: CSV and Parquet. */
export const ESTIMATE_COLUMNS = [
  "id",
  "value",
  "low",
  "high",
  "interval_method",
  "p",
  "p_adjusted",
  "p_method",
  "family",
  "n",
  "unit",
  "quantity",
  "verdict",
  "verdict_reason",
  "mixtures_needed",
  "flags",
  "reason",
  "from",
] as const;

/** An estimate as a row of a table, in the order of `ESTIMATE_COLUMNS`; null where it has nothing. */
export function estimateCells(estimate: Estimate): (string | number | null)[] {
  const { id, value, interval, p, n, unit, quantity, verdict, verdictReason, mixturesNeeded, flags, from } = estimate;
  const reason = estimate.reason ?? [estimate.intervalReason, estimate.pReason].filter(Boolean).join("; ");
  return [
    id,
    value,
    interval?.low ?? null,
    interval?.high ?? null,
    interval?.method ?? null,
    p?.value ?? null,
    p?.adjusted ?? null,
    p?.method ?? null,
    p?.family ?? null,
    n,
    unit,
    quantity,
    verdict ?? null,
    verdictReason ?? null,
    mixturesNeeded ?? null,
    flags?.join("; ") ?? null,
    reason || null,
    from,
  ];
}
