/**
 * The same pair of tie patterns for all pairs with one null distribution of |T|: turning a vector upside down changes the sign
 * of T alone, and exchanging the vectors nothing. Up to eight pairs share what is remembered for one.
 *
 * @param a ascending ranks, centred on 0; @param b likewise
 */
export function tiePatterns(
  a: readonly number[],
  b: readonly number[],
): readonly [readonly number[], readonly number[]] {
  const [u, v] = [upright(a), upright(b)];
  return `${u}` <= `${v}` ? [u, v] : [v, u];
}

function upright(pattern: readonly number[]): readonly number[] {
  const mirrored = pattern.map((value) => 0 - value).reverse();
  return `${pattern}` <= `${mirrored}` ? pattern : mirrored;
}
