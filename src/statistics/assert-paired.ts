/** @throws {RangeError} when lengths differ or a value is not finite: the caller drops incomplete pairs, and counts them */
export function assertPaired(name: string, x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length) throw new RangeError(`${name}: ${x.length} values of x, ${y.length} of y`);
  for (const value of x) if (!Number.isFinite(value)) throw new RangeError(`${name}: x holds ${value}`);
  for (const value of y) if (!Number.isFinite(value)) throw new RangeError(`${name}: y holds ${value}`);
}
