import type { Estimate, Verdict } from "../estimates/estimate.ts";
import { byShown, NOWHERE, type ShownCount } from "./shown-counts.ts";
import type { VerdictChange } from "./state-diff.ts";

/** On which side a verdict stands; those that cannot tell are in the middle. */
const SIDE: Readonly<Record<Verdict, -1 | 0 | 1>> = {
  robust: 1,
  synergy: 1,
  inconclusive: 0,
  undetermined: 0,
  unreliable: -1,
  competition: -1,
};

/**
 * Estimates of both states whose verdict is another: first those that turned to the opposite, then those that lost a verdict
 * that the reader may have acted on, then those that gained one; within each those that more pages show first, then by id.
 *
 * @param shown on how many pages each estimate stands
 */
export function diffVerdicts(
  before: ReadonlyMap<string, Estimate>,
  after: ReadonlyMap<string, Estimate>,
  shown: ReadonlyMap<string, ShownCount>,
): VerdictChange[] {
  const changes: VerdictChange[] = [];
  for (const { id, verdict } of after.values()) {
    const was = before.get(id)?.verdict;
    if (verdict === undefined || was === undefined || verdict === was) continue;
    changes.push({ id, before: was, after: verdict, ...(shown.get(id) ?? NOWHERE) });
  }
  return changes.toSorted((a, b) => weight(a) - weight(b) || byShown(a, b) || (a.id < b.id ? -1 : 1));
}

function weight({ before, after }: VerdictChange): number {
  const [from, to] = [SIDE[before], SIDE[after]];
  if (from * to < 0) return 0;
  if (from !== 0) return 1;
  return to !== 0 ? 2 : 3;
}
