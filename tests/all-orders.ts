/** All n! orders of the values, equal ones each on its own. */
export function allOrders(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, i) => allOrders(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));
}
