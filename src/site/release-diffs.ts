import { held } from "../held.ts";
import { diffStates } from "../releases/diff-states.ts";
import { type ObjectStore, objectStore } from "../releases/object-store.ts";
import type { Release } from "../releases/release.ts";
import { releasedState } from "../releases/released-state.ts";
import type { ReportState } from "../releases/report-state.ts";
import type { StateDiff } from "../releases/state-diff.ts";
import { siteReleases } from "./site-releases.ts";

/** A release and the one before it. */
export interface ReleasePair {
  /** `2026.11.1..2026.11.2` */
  readonly name: string;
  readonly before: Release;
  readonly after: Release;
}

/** Each release with the one before it, oldest first; none where there is only one release. */
export function releasePairs(): ReleasePair[] {
  const all = siteReleases();
  return all.slice(1).map((after, k) => {
    const before = all[k]!;
    return { name: `${before.version}..${after.version}`, before, after };
  });
}

interface Compared {
  readonly objects: ObjectStore;
  readonly diffs: Map<string, StateDiff>;
  last: ReportState | null;
}

/** What changed in a pair. Kept, because a page and a file show it; of the states only the last, which the next pair begins with. */
export function releaseDiff({ name, before, after }: ReleasePair): StateDiff {
  const all = siteReleases();
  const compared = held("diffs", [all], (): Compared => ({ objects: objectStore(all), diffs: new Map(), last: null }));
  const known = compared.diffs.get(name);
  if (known) return known;
  const { objects, last } = compared;
  const earlier = last?.name === before.version ? last : releasedState(before, objects);
  const later = releasedState(after, objects);
  compared.last = later;
  const diff = diffStates(earlier, later);
  compared.diffs.set(name, diff);
  return diff;
}
