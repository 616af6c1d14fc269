import type { Estimate } from "../estimates/estimate.ts";
import { formatNumber } from "../estimates/format-number.ts";
import type { IntervalRow } from "./interval-rows.ts";
import { reasonWords } from "./reason-words.ts";
import { THEME } from "./theme.ts";
import { withInterval } from "./with-interval.ts";

/** One row of a chart that compares a quantity at two stages: the first hollow and above, the last filled and below. */
export function beforeAfterRow(label: string, before: Estimate | undefined, after: Estimate | undefined): IntervalRow {
  const point = (estimate: Estimate | undefined, isFilled: boolean) =>
    estimate?.value == null
      ? []
      : [
          {
            value: estimate.value,
            interval: estimate.interval,
            colour: isFilled ? THEME.blue : THEME.muted,
            isFilled,
            offset: isFilled ? 0.18 : -0.18,
            words: `${label}${before && after ? `, ${isFilled ? "after" : "before"}` : ""}: ${withInterval(estimate)}`,
          },
        ];
  const print = (estimate: Estimate | undefined) => (estimate?.value == null ? "–" : formatNumber(estimate.value, 2));
  const points = [...point(before, false), ...point(after, true)];
  const text = `${print(before)} → ${print(after)}`;
  return {
    label,
    points,
    reason: reasonWords(after?.reason ?? before?.reason),
    text,
    shortText: text,
  };
}
