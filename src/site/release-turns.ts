import { diffClaims } from "../releases/diff-claims.ts";
import type { Release, ReleasedClaim } from "../releases/release.ts";
import type { ClaimChange } from "../releases/state-diff.ts";

/** The claims that turned with a release, or since it in the report of today: of both, with another status than before. None for the first. */
export function releaseTurns(
  release: Pick<Release, "claims">,
  before: Pick<Release, "claims"> | undefined,
): ClaimChange[] {
  const claims = (list: readonly ReleasedClaim[]) =>
    list.map(({ id, page, text, status }) => ({ id, page, text, status }));
  const changes = before ? diffClaims(claims(before.claims), claims(release.claims)) : [];
  return changes.filter((change) => change.before !== null && change.after !== null);
}
