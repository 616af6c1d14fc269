import { PLACES } from "./navigation.ts";

/** What a page is to those who share or read it elsewhere: prose, a subject of its own, or a list that is generated. */
export type PageKind = "narrative" | "subject" | "list";

const SUBJECT = /^\/(?:benchmarks|categories|mixtures)\/[^/]+\/$/;

/**
 * The kind of a page by its address from the root of the site, `/rq1/`; null for pages that are rows of numbers, tools or
 * frozen: estimates, search, figures alone, releases, 404.
 */
export function pageKind(path: string): PageKind | null {
  if (SUBJECT.test(path)) return "subject";
  const place = PLACES.find(({ href }) => href === path);
  if (!place || place.href === "/estimates/") return null;
  return place.content === undefined ? "list" : "narrative";
}
