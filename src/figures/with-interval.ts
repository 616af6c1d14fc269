import type { Estimate } from "../estimates/estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { reasonWords } from "./reason-words.ts";

/** An estimate as a figure prints it: “0.90 [0.53, 1.00]”, “0.90” without an interval, “undefined” with the reason in plain words. */
export function withInterval({ value, interval, reason }: Estimate, isSigned = false): string {
  if (value === null) return `undefined${reason === undefined ? "" : ` (${reasonWords(reason)})`}`;
  const number = formatNumber(value, 2, isSigned);
  if (!interval) return number;
  return `${number} [${formatNumber(interval.low, 2, isSigned)}, ${formatNumber(interval.high, 2, isSigned)}]`;
}
