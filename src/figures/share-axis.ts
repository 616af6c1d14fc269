/** The axis [0, top] of a share or an error, with `top` the next quarter above `greatest` and at most 1. */
export function shareAxis(greatest: number): { domain: readonly [number, number]; ticks: readonly number[] } {
  const step = greatest <= 0.25 ? 0.05 : greatest <= 0.5 ? 0.1 : 0.25;
  const steps = Math.max(1, Math.min(Math.round(1 / step), Math.ceil(greatest / step - 1e-9)));
  const ticks = Array.from({ length: steps + 1 }, (_, k) => Math.round(k * step * 100) / 100);
  return { domain: [0, ticks.at(-1)!], ticks };
}
