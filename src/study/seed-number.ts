/** A seed: an integer, as a number, a bigint or its digits. Null for anything else. */
export function seedNumber(value: unknown): number | null {
  if (typeof value === "string" && !/^[+-]?\d{1,15}$/.test(value)) return null;
  const seed = typeof value === "string" || typeof value === "bigint" ? Number(value) : value;
  return typeof seed === "number" && Number.isSafeInteger(seed) ? seed + 0 : null;
}
