/** All values equal: max = min, never a threshold on the variance. −0 equals 0. True for none. */
export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}
