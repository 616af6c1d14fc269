import type { StateClaim } from "./report-state.ts";
import type { ClaimChange } from "./state-diff.ts";

/**
 * Claims whose status changed, that are new or that are gone. A claim is known by page and id. First those that held and
 * fail, then those that failed and hold, then those that can no longer or only now be told, then new and lost ones; within
 * each in reading order.
 */
export function diffClaims(before: readonly StateClaim[], after: readonly StateClaim[]): ClaimChange[] {
  const key = ({ page, id }: StateClaim) => `${page}#${id}`;
  const [old, now] = [before, after].map((claims) => new Map(claims.map((claim) => [key(claim), claim] as const)));
  const places = [...now!.keys(), ...[...old!.keys()].filter((place) => !now!.has(place))];
  const changes = places.flatMap((place): ClaimChange[] => {
    const [was, is] = [old!.get(place), now!.get(place)];
    const { id, page, text } = (is ?? was)!;
    if (was?.status === is?.status) return [];
    return [{ id, page, text, before: was?.status ?? null, after: is?.status ?? null }];
  });
  return changes.toSorted((a, b) => weight(a) - weight(b)); // stable: reading order within a weight
}

function weight({ before, after }: ClaimChange): number {
  if (before === null) return 6;
  if (after === null) return 5;
  if (before === "holds") return after === "fails" ? 0 : 2;
  if (before === "fails") return after === "holds" ? 1 : 4;
  return after === "fails" ? 3 : 4;
}
