/** An integer in [0, n) from an unsigned 32-bit integer: ⌊u·n/2³²⌋. Exact for n up to 2²¹. */
export function randomBelow(u32: number, n: number): number {
  return Math.floor((u32 * n) / 4294967296);
}
