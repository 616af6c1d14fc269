/** Item ids ascending: by number where all are integers, else by code units. */
export function itemOrder(ids: readonly string[]): readonly string[] {
  const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  if (!ids.every((id) => /^-?\d+$/.test(id))) return ids.toSorted(byCodeUnits);
  if (ids.every((id) => id.length < 16)) return ids.toSorted((a, b) => Number(a) - Number(b) || byCodeUnits(a, b));
  return ids.toSorted((a, b) => {
    const [x, y] = [BigInt(a), BigInt(b)];
    return x < y ? -1 : x > y ? 1 : byCodeUnits(a, b);
  });
}
