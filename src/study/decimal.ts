/** A number as people write it in a table: digits, a point, an exponent. NaN for all else (empty, hexadecimal, Infinity). */
export function decimal(text: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
