/** The order of calendar versions, oldest first: by year, month, then number within the month; `2026.2.10` after `2026.2.9`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  const at = left.findIndex((part, k) => part !== right[k]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}
