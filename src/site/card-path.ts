import { pageKind } from "./page-kind.ts";

/** Where the picture of a page for link previews is, `/cards/benchmarks.taxonomy.png`; null for pages that have none. */
export function cardPath(path: string): string | null {
  const kind = pageKind(path);
  if (kind !== "narrative" && kind !== "subject") return null;
  return `/cards/${path.slice(1, -1).replaceAll("/", ".") || "overview"}.png`;
}
