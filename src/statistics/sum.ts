/**
 * Neumaier's compensated sum, in the order given.
 *
 * @param values any finite values
 * @returns the sum; 0 for none
 * @see Neumaier (1974), ZAMM 54, 39–51
 */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let compensation = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = total + value;
    compensation += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + compensation;
}
