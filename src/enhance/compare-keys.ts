const collator = new Intl.Collator("en", { numeric: true });

/** The order of two cells by their keys: numbers before words, what has no key last whatever the direction. */
export function compareKeys(a: number | string | null, b: number | string | null, direction: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return direction * (a - b);
  if (typeof a === "string" && typeof b === "string") return direction * collator.compare(a, b);
  return direction * (typeof a === "number" ? -1 : 1);
}
