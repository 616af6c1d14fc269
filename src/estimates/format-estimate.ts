import type { Estimate } from "./estimate.ts";
import { formatNumber } from "./format-number.ts";
import { formatP } from "./format-p.ts";

/** How a number may be printed; `p` and `q` print the p-value of an estimate, all others its value. */
export const FORMATS = [
  "correlation",
  "percent",
  "percentage-points",
  "share",
  "score",
  "count",
  "number",
  "p",
  "q",
  "n",
] as const;
export type Format = (typeof FORMATS)[number];

export interface FormatOptions {
  /** chosen from the estimate's `quantity` when absent */
  readonly format?: Format | undefined;
  /** instead of the format's own */
  readonly decimals?: number | undefined;
  /** whether the interval follows: `0.90 [0.53, 1.00]` */
  readonly interval?: boolean | undefined;
}

/**
 * An estimate as text: `0.90`, `−0.71`, `48.3 %`, `+2.1 percentage points`, `p = 0.03`, and with its interval
 * `0.90 [0.53, 1.00]`. An interval that is not there is left out.
 *
 * @returns null when what is asked for is undefined: the value, or the p-value for the formats `p` and `q`
 */
export function formatEstimate(estimate: Estimate, options: FormatOptions = {}): string | null {
  const format = options.format ?? defaultFormat(estimate.quantity);
  if (format === "n") return formatNumber(estimate.n, 0);
  if (format === "p" || format === "q") {
    const value = format === "q" ? estimate.p?.adjusted : estimate.p?.value;
    return value === undefined ? null : formatP(value, format);
  }
  if (estimate.value === null) return null;
  const { factor, decimals: own, isSigned, unit } = STYLES[format];
  const sign = isSigned || /difference|change/.test(estimate.quantity);
  const print = (value: number) => formatNumber(value * factor, options.decimals ?? own, sign);
  const value = print(estimate.value) + unit;
  if (!options.interval || !estimate.interval) return value;
  // a number and its interval stay on one line; a long unit may end it
  const space = unit === "" ? "\u00a0" : " ";
  return `${value}${space}[${print(estimate.interval.low)},\u00a0${print(estimate.interval.high)}]`;
}

/** The format of a quantity where none is asked for. */
export function defaultFormat(quantity: string): Exclude<Format, "p" | "q" | "n"> {
  if (/correlation/.test(quantity)) return "correlation";
  if (/proportion|probability|decision accuracy/.test(quantity))
    return /difference|change/.test(quantity) ? "percentage-points" : "percent";
  if (/minus/.test(quantity)) return "percentage-points";
  return /calibration error|Brier|nats/.test(quantity) ? "score" : "share";
}

/** Units keep to their number: the spaces in them do not break. */
const STYLES = {
  correlation: { factor: 1, decimals: 2, isSigned: false, unit: "" },
  share: { factor: 1, decimals: 2, isSigned: false, unit: "" },
  score: { factor: 1, decimals: 3, isSigned: false, unit: "" },
  number: { factor: 1, decimals: 2, isSigned: false, unit: "" },
  count: { factor: 1, decimals: 0, isSigned: false, unit: "" },
  percent: { factor: 100, decimals: 1, isSigned: false, unit: "\u00a0%" },
  "percentage-points": { factor: 100, decimals: 1, isSigned: true, unit: " percentage points" },
} as const;
