/** Of ascending values, per place where its run of equal values ends. */
export function runEnds(ascending: readonly number[]): Int32Array {
  return Int32Array.from(ascending, (value) => ascending.lastIndexOf(value) + 1);
}
