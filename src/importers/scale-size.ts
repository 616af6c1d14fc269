const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

/** Parameters from the words for a scale: `150M` → 150000000, `1.4b` → 1400000000, `42944` → 42944. Null where they say no size. */
export function scaleSize(words: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([kmbt])?$/i.exec(words.trim());
  if (match === null) return null;
  const size = Math.round(Number(match[1]) * (UNITS[match[2]?.toLowerCase() ?? ""] ?? 1));
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}
