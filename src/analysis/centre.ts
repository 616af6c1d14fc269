import type { Metric } from "../estimates/estimate-id.ts";
import type { Benchmark } from "../study/design.ts";

/**
 * A level on the scale where guessing is 0 and perfection 1, so that benchmarks can be averaged: accuracy (a − c)/(1 − c)
 * with c = `chance`; confidence (q − 1/K)/(1 − 1/K) with K = `choices`, floor 0 where none is declared. Never clipped.
 *
 * @param level in [0, 1]
 * @see STATISTICS.md §1
 */
export function centre(metric: Metric, benchmark: Pick<Benchmark, "chance" | "choices">, level: number): number {
  const floor = metric === "accuracy" ? benchmark.chance : benchmark.choices ? 1 / benchmark.choices : 0;
  return (level - floor) / (1 - floor);
}
