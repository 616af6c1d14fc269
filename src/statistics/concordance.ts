/** Pairs of units counted by how two vectors order them. */
export interface Concordance {
  /** concordant − discordant pairs, ties counting 0 */
  readonly difference: number;
  /** pairs not tied in x */
  readonly untiedX: number;
  readonly untiedY: number;
  readonly pairs: number;
}

/** Counts all n(n − 1)/2 pairs. */
export function concordance(x: readonly number[], y: readonly number[]): Concordance {
  const n = x.length;
  let [difference, untiedX, untiedY] = [0, 0, 0];
  for (let i = 1; i < n; i++)
    for (let j = 0; j < i; j++) {
      const a = Math.sign(x[i]! - x[j]!);
      const b = Math.sign(y[i]! - y[j]!);
      difference += a * b;
      if (a !== 0) untiedX++;
      if (b !== 0) untiedY++;
    }
  return { difference, untiedX, untiedY, pairs: (n * (n - 1)) / 2 };
}
