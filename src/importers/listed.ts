/** Names for a sentence, the first few of many: `a, b, c, d, e and 4 more`. */
export function listed(names: Iterable<string>, most = 5): string {
  const all = [...names];
  const rest = all.length - most;
  return rest > 0 ? `${all.slice(0, most).join(", ")} and ${rest} more` : all.join(", ");
}
