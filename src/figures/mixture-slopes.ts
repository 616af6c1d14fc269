import { midRanks } from "../statistics/mid-ranks.ts";

/** One mixture's way from the first stage to the last. */
export interface MixtureSlope {
  readonly label: string;
  readonly before: number;
  readonly after: number;
  /** 1 = highest; tied mixtures share a rank */
  readonly rankBefore: number;
  readonly rankAfter: number;
  /** places from the top, 0 first; ties are broken so that they cross no line */
  readonly slotBefore: number;
  readonly slotAfter: number;
}

/** Ranks and places of mixtures at two stages, from their levels. */
export function mixtureSlopes(
  levels: readonly { readonly label: string; readonly before: number; readonly after: number }[],
): readonly MixtureSlope[] {
  const rank = (values: readonly number[]) => Array.from(midRanks(values), (each) => levels.length + 1 - each);
  const rankBefore = rank(levels.map(({ before }) => before));
  const rankAfter = rank(levels.map(({ after }) => after));
  const slots = (own: readonly number[], other: readonly number[]) => {
    const order = levels.map((_, k) => k).toSorted((a, b) => own[a]! - own[b]! || other[a]! - other[b]! || a - b);
    const places = new Array<number>(levels.length);
    order.forEach((k, place) => {
      places[k] = place;
    });
    return places;
  };
  const slotBefore = slots(rankBefore, rankAfter);
  const slotAfter = slots(rankAfter, rankBefore);
  return levels.map((level, k) => ({
    ...level,
    rankBefore: rankBefore[k]!,
    rankAfter: rankAfter[k]!,
    slotBefore: slotBefore[k]!,
    slotAfter: slotAfter[k]!,
  }));
}
