import { PLACES } from "./navigation.ts";
import { pageKind } from "./page-kind.ts";

/** Pages that are many and much alike share the card of the page that lists them. */
const SHARED: readonly (readonly [pattern: RegExp, list: string])[] = [
  [/^\/estimates\/./, "/estimates/"],
  [/^\/v\/[^/]+\.\.[^/]+\/$/, "/releases/"],
  [/^\/search\/$/, "/"],
];

/** Where the picture of a page for link previews is, `/cards/benchmarks.taxonomy.png`; null for a page that is frozen or not found. */
export function cardPath(path: string): string | null {
  const own = SHARED.find(([pattern]) => pattern.test(path))?.[1] ?? path;
  if (pageKind(own) !== "subject" && !PLACES.some(({ href }) => href === own)) return null;
  return `/cards/${own.slice(1, -1).replaceAll("/", ".") || "overview"}.png`;
}
