import type { PageClaim } from "../narrative/index.ts";
import type { NarrativePage } from "./narrative-pages.ts";

/** The claims whose status is not the one that their author expects, in reading order. */
export function unmetClaims(pages: readonly NarrativePage[]): PageClaim[] {
  return pages.flatMap((page) => page.claims).filter(({ expect, decision }) => decision.status !== expect);
}
