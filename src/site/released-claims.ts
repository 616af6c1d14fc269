import type { ReleasedClaim } from "../releases/release.ts";
import type { NarrativePage } from "./narrative-pages.ts";

/** The claims of the narrative with their status, in reading order, as releases and the API keep them. */
export function releasedClaims(pages: readonly NarrativePage[]): ReleasedClaim[] {
  return pages.flatMap(({ href, claims }) =>
    claims.map(({ id, text, when, unless, expect, decision: { status } }) => ({
      id,
      page: href,
      text,
      when,
      ...(unless !== undefined && { unless }),
      expect,
      status,
    })),
  );
}
