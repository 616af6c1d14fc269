import { formatNumber } from "./format-number.ts";

/**
 * A p-value with its sign: "p = 0.03", "p = 0.004", "p < 0.001". Two decimals from 0.01 on, three below, nothing below 0.001.
 *
 * @param symbol "p", or "q" after adjustment for multiplicity
 */
export function formatP(value: number, symbol: "p" | "q" = "p"): string {
  if (value < 0.001) return `${symbol} < 0.001`;
  return `${symbol} = ${formatNumber(value, value < 0.0095 ? 3 : 2)}`;
}
