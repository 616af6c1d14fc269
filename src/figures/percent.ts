import { formatNumber } from "../estimates/format-number.ts";

/** A share as a whole number of per cent, its unit unbroken: “69 %”. */
export function percent(share: number): string {
  return `${formatNumber(share * 100, 0)}\u00a0%`;
}
