/** “A”, “A and B”, “A, B and C”; “A, and B and C” where a name has an “and” of its own; past `most` names, “A, B, C and 4 others”. */
export function listWords(names: readonly string[], most = 4): string {
  if (names.length <= 1) return names[0] ?? "none";
  const isLong = names.length > most + 1;
  const said = isLong ? [...names.slice(0, most), `${names.length - most} others`] : names;
  const and = said.some((name) => / and /.test(name)) ? ", and " : " and ";
  return `${said.slice(0, -1).join(", ")}${and}${said.at(-1)}`;
}
