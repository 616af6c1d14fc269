/**
 * What a cell of a table is sorted by: the number that it begins with (`−0.12 [−0.4, 0.1]`, `1,234`, `< 0.001`, `12 %`), or
 * its text where it begins with none. Empty cells and dashes have no key and stay at the end in either order.
 */
export function sortKey(text: string): number | string | null {
  const plain = text.trim().replaceAll("−", "-");
  if (/^[–—-]?$/.test(plain)) return null;
  const number = /^([<>≤≥≈~]?)\s*([-+]?(?:\d[\d,\u202f\u2009]*)?\.?\d+(?:e[-+]?\d+)?)(?![\p{L}\d])/iu.exec(plain);
  if (!number) return plain;
  const value = Number(number[2]!.replace(/[,\u202f\u2009]/g, ""));
  if (Number.isNaN(value)) return plain;
  // “Less than” stands before the number itself.
  return number[1] === "<" ? value - 1e-12 : value;
}
