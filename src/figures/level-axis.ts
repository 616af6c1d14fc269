export interface LevelAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** of the numbers on the axis */
  readonly decimals: number;
}

/** The share of an axis that its levels take at least, however far their intervals reach. */
const LEAST_SHARE = 1 / 3;

/**
 * An axis that holds levels with room around them, with ticks that are easy to read; with their intervals as well, or, where those
 * would squeeze the levels, with as much of them as leaves the levels a third of it.
 */
export function levelAxis(
  levels: readonly number[],
  intervals: readonly { readonly low: number; readonly high: number }[] = [],
): LevelAxis {
  const [least, most] = levels.length === 0 ? [0, 1] : [Math.min(...levels), Math.max(...levels)];
  const room = Math.max(0.01, (most - least) * 0.08);
  const [low, high] = [least - room, most + room];
  const below = low - Math.min(low, ...intervals.map((each) => each.low - room / 2));
  const above = Math.max(high, ...intervals.map((each) => each.high + room / 2)) - high;
  const shown = Math.min(1, ((high - low) * (1 / LEAST_SHARE - 1)) / (below + above || 1));
  const [from, to] = [low - below * shown, high + above * shown];
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((each) => (to - from) / each <= 6) ?? 0.5;
  const first = Math.ceil(from / step);
  const ticks = Array.from({ length: Math.floor(to / step) - first + 1 }, (_, k) => hundredth((first + k) * step));
  return { domain: [from, to], ticks, decimals: step < 0.1 ? 2 : 1 };
}

const hundredth = (value: number) => Math.round(value * 100) / 100 || 0;
