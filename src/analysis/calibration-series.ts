import type { PValue } from "../estimates/estimate.ts";
import { sum } from "../statistics/sum.ts";
import type { IntervalOrReason } from "./bootstrap-interval.ts";

/** One measure on one target of one mixture: the value, what each seed and each replicate of the item bootstrap says of it. */
export interface CalibrationSeries {
  readonly value: number | null;
  /** why it is null */
  readonly reason: string;
  /** NaN marks an undefined replicate; null where not every part has items */
  readonly replicates: Float64Array | null;
  /** seeds that have every part */
  readonly seeds: ReadonlyMap<number, number>;
  /** of benchmarks, where it is not made from replicates alone */
  readonly interval?: IntervalOrReason;
  readonly p?: PValue;
}

/**
 * The mean of parts (benchmarks of a category, categories), nulls left out, in the value, in every seed that has all of them,
 * and in every replicate on its shared item draws. All null → null, with the reason of the first.
 */
export function averageSeries(parts: readonly CalibrationSeries[]): CalibrationSeries {
  const defined = parts.filter((part) => part.value !== null);
  if (defined.length === 0)
    return { value: null, reason: parts[0]?.reason ?? "missing stage", replicates: null, seeds: new Map() };
  const seeds = [...defined[0]!.seeds.keys()].filter((seed) => defined.every((part) => part.seeds.has(seed)));
  const replicates = defined.flatMap((part) => part.replicates ?? []);
  return {
    value: sum(defined.map((part) => part.value ?? 0)) / defined.length,
    reason: "",
    replicates: replicates.length === defined.length ? averageReplicates(replicates) : null,
    seeds: new Map(seeds.map((seed) => [seed, sum(defined.map((part) => part.seeds.get(seed) ?? 0)) / defined.length])),
  };
}

/** Replicate by replicate the mean of what is defined; NaN where nothing is. */
export function averageReplicates(series: readonly Float64Array[]): Float64Array {
  const [first] = series;
  if (series.length === 1 && first) return first;
  const out = new Float64Array(first?.length ?? 0);
  for (let r = 0; r < out.length; r++) {
    let total = 0;
    let count = 0;
    for (let k = 0; k < series.length; k++) {
      const value = series[k]![r]!;
      if (Number.isNaN(value)) continue;
      total += value;
      count++;
    }
    out[r] = total / count; // 0/0 is NaN
  }
  return out;
}
