/**
 * A probability as an integer of 10⁻⁹: ⌊x·10⁹ + ½⌋ of the double. A float32 is first read as its shortest decimal, the
 * one of fewest digits that rounds to it: 0.366569996 becomes 366 570 000 (STATISTICS.md, Contract 1).
 *
 * @param x in [0, 1]
 * @param float32 whether `x` was stored with 32 bits
 */
export function billionths(x: number, float32: boolean): number {
  if (!float32) return Math.floor(x * 1e9 + 0.5);
  // Decimals that a writer is likely to have rounded to, fewest digits first; the quotient is correctly rounded.
  const five = Math.round(x * 1e5);
  if (Math.fround(five / 1e5) === x) return five * 1e4;
  const six = Math.round(x * 1e6);
  if (Math.fround(six / 1e6) === x) return six * 1e3;
  const seven = Math.round(x * 1e7);
  if (Math.fround(seven / 1e7) === x) return seven * 1e2;
  const eight = Math.round(x * 1e8);
  if (Math.fround(eight / 1e8) === x) return eight * 10;
  const nine = Math.round(x * 1e9);
  if (Math.fround(nine / 1e9) === x) return nine;
  for (let digits = 1; digits <= 9; digits++) {
    const decimal = Number(x.toPrecision(digits));
    if (Math.fround(decimal) === x) return Math.floor(decimal * 1e9 + 0.5);
  }
  return Math.floor(x * 1e9 + 0.5);
}
