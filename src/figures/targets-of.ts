import type { FigureOptions } from "./figure-options.ts";
import type { LabelledTarget, Stratum } from "./stratum.ts";

/** What a figure over targets shows: all of them, or what the options choose. */
export function targetsOf(
  { overall, categories, benchmarks }: Stratum,
  options: FigureOptions,
): readonly LabelledTarget[] {
  if (options.benchmark !== undefined) return benchmarks;
  return [...(options.category === undefined ? [overall] : []), ...categories, ...benchmarks];
}
