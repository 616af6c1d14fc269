import type { Estimate } from "../estimates/estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { clearSide } from "./clear-side.ts";
import type { IntervalRow } from "./interval-rows.ts";
import { reasonWords } from "./reason-words.ts";
import { THEME } from "./theme.ts";

interface IntervalRowOptions {
  /** what the estimate would be if nothing were there: 0 of a correlation, ½ of a share of pairs */
  readonly nothing?: number;
  /** the colour of a dot whose interval lies below `nothing`: blue, as above it, where absent */
  readonly below?: string;
  /** of the number at the right */
  readonly print?: (value: number) => string;
}

/**
 * One estimate as a row: a dot with its 95 % interval, blue and filled where that excludes `nothing` (in a
 * colour of its own below it, where asked for) and else grey and hollow, its number at the right; or the reason why it has no value.
 */
export function intervalRow(
  label: string,
  estimate: Estimate,
  { nothing = 0, below = THEME.blue, print = (each) => formatNumber(each, 2) }: IntervalRowOptions = {},
): IntervalRow {
  const { value, interval, reason } = estimate;
  if (value === null) return { label, points: [], reason: reasonWords(reason) };
  const side = clearSide(estimate, nothing);
  const colour = side === null ? THEME.muted : side === "above" ? THEME.blue : below;
  const text = print(value);
  const range = interval ? ` [${print(interval.low)}, ${print(interval.high)}]` : "";
  return {
    label,
    points: [{ value, interval, colour, isFilled: side !== null, words: `${label}: ${text}${range}` }],
    text,
    shortText: text,
  };
}
