/**
 * The x in [low, high] where an increasing function reaches 0, by bisection to the last bit.
 *
 * @param f increasing, f(low) ≤ 0 ≤ f(high)
 */
export function increasingRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (;;) {
    const middle = a / 2 + b / 2;
    if (middle <= a || middle >= b) return middle;
    if (f(middle) < 0) a = middle;
    else b = middle;
  }
}
