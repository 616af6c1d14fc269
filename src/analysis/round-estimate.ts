import type { Estimate } from "../estimates/estimate.ts";

/** Numbers of an estimate at 12 significant digits, −0 as 0: hides last-bit differences of transcendental functions between builds. */
export function roundEstimate(estimate: Estimate): Estimate {
  const { value, interval, p } = estimate;
  return {
    ...estimate,
    value: value === null ? null : round(value, estimate.id),
    ...(interval && {
      interval: { ...interval, low: round(interval.low, estimate.id), high: round(interval.high, estimate.id) },
    }),
    ...(p && {
      p: {
        ...p,
        value: round(p.value, estimate.id),
        ...(p.adjusted !== undefined && { adjusted: round(p.adjusted, estimate.id) }),
      },
    }),
  };
}

function round(value: number, id: string): number {
  if (!Number.isFinite(value))
    throw new RangeError(`roundEstimate: ${id} is ${value}; undefined values are null, with a reason`);
  return Number(value.toPrecision(12)) + 0;
}
