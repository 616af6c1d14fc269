/** What can become of the answer to an item between the first stage and the last, by the last part of an id, as heads of columns. */
export const TRANSITIONS = {
  kept: "Right, then right",
  lost: "Right, then wrong",
  gained: "Wrong, then right",
  never: "Wrong, then wrong",
} as const;
