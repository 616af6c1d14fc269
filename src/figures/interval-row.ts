import type { Estimate } from "../estimates/estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import type { IntervalRow } from "./interval-rows.ts";
import { reasonWords } from "./reason-words.ts";
import { THEME } from "./theme.ts";

interface IntervalRowOptions {
  /** what the estimate would be if nothing were there: 0 of a correlation, ½ of a share of pairs */
  readonly nothing?: number;
  /** of the number at the right */
  readonly print?: (value: number) => string;
}

/**
 * One estimate as a row: a dot with its 95 % interval, blue and filled where that excludes `nothing` and else grey and hollow, its
 * number at the right; or the reason why it has no value.
 */
export function intervalRow(
  label: string,
  { value, interval, reason }: Estimate,
  { nothing = 0, print = (each) => formatNumber(each, 2) }: IntervalRowOptions = {},
): IntervalRow {
  if (value === null) return { label, points: [], reason: reasonWords(reason) };
  const isClear = interval !== undefined && (interval.low > nothing || interval.high < nothing);
  const text = print(value);
  return {
    label,
    points: [{ value, interval, colour: isClear ? THEME.blue : THEME.muted, isFilled: isClear }],
    text,
    shortText: text,
  };
}
