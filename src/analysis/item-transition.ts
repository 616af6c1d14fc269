/** What may become of an item between two stages: right at both, before alone, after alone, at neither. */
export const TRANSITIONS = ["kept", "lost", "gained", "never"] as const;

/** The place in `TRANSITIONS` of an item that was right (1) or wrong (0) before and after. */
export function transitionOf(before: number, after: number): number {
  return before === 1 ? 1 - after : 3 - after;
}
