import type { Estimate } from "../estimates/estimate.ts";
import { byShown, NOWHERE, type ShownCount } from "./shown-counts.ts";
import type { EstimateChanges, Movement } from "./state-diff.ts";

/**
 * What became of each estimate: the same, moved, moved beyond its interval (the value after lies outside of the interval
 * before, whose bounds belong to it), defined, undefined, new or gone. Movements beyond the interval come in this order: those
 * that more pages show first; then by |change| over the half-width of the interval before, where one without width counts as
 * no measure and comes last; then by |change|; then by id.
 *
 * @param shown on how many pages each estimate stands
 */
export function diffEstimates(
  before: ReadonlyMap<string, Estimate>,
  after: ReadonlyMap<string, Estimate>,
  shown: ReadonlyMap<string, ShownCount>,
): EstimateChanges {
  const [defined, undefined_, came]: [string[], string[], string[]] = [[], [], []];
  const movements: Movement[] = [];
  let same = 0;
  for (const [id, is] of after) {
    const was = before.get(id);
    if (was === undefined) came.push(id);
    else if (was.value === is.value) same++;
    else if (was.value === null) defined.push(id);
    else if (is.value === null) undefined_.push(id);
    else movements.push({ id, before: was, after: is, change: is.value - was.value, ...(shown.get(id) ?? NOWHERE) });
  }
  const comparable = movements.filter(({ before: was }) => was.interval !== undefined);
  return {
    before: before.size,
    after: after.size,
    same,
    moved: movements.length,
    comparable: comparable.length,
    beyond: comparable.filter(isBeyond).toSorted(byCare),
    furthest: furthest(movements),
    defined,
    undefined: undefined_,
    came,
    went: [...before.keys()].filter((id) => !after.has(id)),
  };
}

function isBeyond({ before: { interval }, after: { value } }: Movement): boolean {
  return interval !== undefined && value !== null && (value < interval.low || value > interval.high);
}

function byCare(a: Movement, b: Movement): number {
  return byShown(a, b) || surprise(b) - surprise(a) || Math.abs(b.change) - Math.abs(a.change) || byId(a, b);
}

function surprise({ before: { interval }, change }: Movement): number {
  const half = interval ? (interval.high - interval.low) / 2 : 0;
  return half === 0 ? 0 : Math.abs(change) / half;
}

/** Of each quantity, which is one scale of measurement, the largest |change|; quantities by name. */
function furthest(movements: readonly Movement[]): Movement[] {
  const largest = new Map<string, Movement>();
  for (const movement of movements) {
    const best = largest.get(movement.after.quantity);
    if (!best || Math.abs(movement.change) > Math.abs(best.change)) largest.set(movement.after.quantity, movement);
  }
  return [...largest.values()].toSorted((a, b) =>
    a.after.quantity === b.after.quantity ? byId(a, b) : a.after.quantity < b.after.quantity ? -1 : 1,
  );
}

const byId = (a: Movement, b: Movement) => (a.id < b.id ? -1 : 1);
