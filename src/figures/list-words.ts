/** “A”, “A and B”, “A, B and C”; past `most` names, “A, B, C and 4 others”. */
export function listWords(names: readonly string[], most = 4): string {
  if (names.length <= 1) return names[0] ?? "none";
  if (names.length > most + 1) return `${names.slice(0, most).join(", ")} and ${names.length - most} others`;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
