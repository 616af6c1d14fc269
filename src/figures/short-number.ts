import { formatNumber } from "../estimates/format-number.ts";

const SIZES = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** A number as short as an axis wants it: “0.25”, “1.5k”, “2B”; three significant digits. */
export function shortNumber(value: number): string {
  const [size, letter] = SIZES.find(([least]) => Math.abs(value) >= least) ?? [1, ""];
  const scaled = Number((value / size).toPrecision(3));
  const decimals = /\.(\d+)$/.exec(String(scaled))?.[1]?.length ?? 0;
  return `${formatNumber(scaled, Math.min(decimals, 12))}${letter}`;
}
