/** What a column holds, as far as reading it differs. */
export type ColumnKind = "text" | "integer" | "real" | "double" | "boolean";

/** The kind of a SQL type in lower case, `varchar(20)` as text; null for what holds no plain values, such as lists. */
export function columnKind(type: string): ColumnKind | null {
  if (/^(varchar|char|enum)\b/.test(type) && !type.endsWith("[]")) return "text";
  if (/^u?(tiny|small|big|huge)?int(eger)?$/.test(type)) return "integer";
  if (type === "real" || type === "float") return "real";
  if (type === "double" || /^decimal\([^)]*\)$/.test(type)) return "double";
  return type === "boolean" ? "boolean" : null;
}
