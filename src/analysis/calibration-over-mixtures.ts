import type { Estimate } from "../estimates/estimate.ts";
import { binomialInterval } from "../statistics/binomial-interval.ts";
import { sum } from "../statistics/sum.ts";
import { type IntervalOrReason, interval, PERCENTILE } from "./bootstrap-interval.ts";
import type { MixtureRow, MixturesTask } from "./calibration-task.ts";
import { meanLimits } from "./mean-limits.ts";
import { type MixtureBootstrap, mixtureBootstraps } from "./mixture-bootstrap.ts";
import { undefinedEstimate } from "./protocol.ts";

/** Means over mixtures as estimates. */
export interface CalibrationOverMixtures {
  readonly kind: "mixtures";
  readonly estimates: readonly Estimate[];
}

const known = new Map<number, (n: number) => MixtureBootstrap>();
/** Means over the mixtures that have a value, with the mixture bootstrap (STATISTICS.md §3, §9). */
export function calibrationOverMixtures({ studyMixtures, rows }: MixturesTask): CalibrationOverMixtures {
  const bootstraps = known.get(studyMixtures) ?? mixtureBootstraps(studyMixtures);
  known.set(studyMixtures, bootstraps);
  return { kind: "mixtures", estimates: rows.map((row) => estimateOf(row, bootstraps)) };
}

function estimateOf(row: MixtureRow, bootstraps: (n: number) => MixtureBootstrap): Estimate {
  const values = row.values.filter((value) => value !== null);
  const base = { id: row.id, n: values.length, unit: "mixture", quantity: row.quantity, from: row.from } as const;
  if (values.length === 0) return undefinedEstimate(base, row.reason);
  return {
    ...base,
    value: sum(values) / values.length,
    ...intervalOf(row, bootstraps),
    pReason: row.pReason,
    ...(row.flags.length > 0 && { flags: row.flags }),
  };
}

function intervalOf(row: MixtureRow, bootstraps: (n: number) => MixtureBootstrap): IntervalOrReason {
  if (row.intervalReason) return { intervalReason: row.intervalReason };
  const values = (row.intervalValues ?? row.values).filter((value) => value !== null);
  const limits = meanLimits(values, bootstraps);
  if ("intervalReason" in limits) return (row.items && ofItems(values, row.items)) || limits;
  const [low, high] = limits;
  const lowest = row.lowest ?? Number.NEGATIVE_INFINITY;
  const method = row.intervalValues ? `${PERCENTILE} of the debiased error` : PERCENTILE;
  return interval(Math.max(lowest, low), Math.max(lowest, high), method);
}

/** Of the mean as if it were one model's: the models answered the same items, so that more of them are no more items. */
function ofItems(values: readonly number[], items: number): IntervalOrReason | null {
  const limits = binomialInterval((sum(values) / values.length) * items, items);
  return (
    limits &&
    interval(
      limits.low,
      limits.high,
      `${limits.method} on the bin’s ${items} ${items === 1 ? "item" : "items"}; training noise not covered`,
    )
  );
}
