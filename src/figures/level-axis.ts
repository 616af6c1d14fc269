export interface LevelAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** of the numbers on the axis */
  readonly decimals: number;
}

/** An axis that holds levels with room around them, with ticks that are easy to read. */
export function levelAxis(levels: readonly number[]): LevelAxis {
  const [least, most] = levels.length === 0 ? [0, 1] : [Math.min(...levels), Math.max(...levels)];
  const room = Math.max(0.01, (most - least) * 0.08);
  const [from, to] = [least - room, most + room];
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((each) => (to - from) / each <= 6) ?? 0.5;
  const first = Math.ceil(from / step);
  const ticks = Array.from({ length: Math.floor(to / step) - first + 1 }, (_, k) => hundredth((first + k) * step));
  return { domain: [from, to], ticks, decimals: step < 0.1 ? 2 : 1 };
}

const hundredth = (value: number) => Math.round(value * 100) / 100 || 0;
