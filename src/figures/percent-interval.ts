import type { Estimate } from "../estimates/estimate.ts";
import { percent } from "./percent.ts";

/** A share as a figure prints it: “62 % [48 %, 75 %]”, “62 %” without an interval, “undefined” without a value. */
export function percentInterval({ value, interval }: Estimate): string {
  if (value === null) return "undefined";
  return interval ? `${percent(value)} [${percent(interval.low)}, ${percent(interval.high)}]` : percent(value);
}
