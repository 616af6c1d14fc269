/** The negative log-likelihood of what had no probability at all: of 10⁻¹⁵, in units of 10⁻⁹ nats. */
export const NLL_OF_NOTHING = 34_538_776_395;

/**
 * The negative log-likelihood of one outcome as an integer, ⌊−ln(p/10⁹)·10⁹ + ½⌋: sums of it are exact and the same in any order.
 * It differs from the real number by at most 5·10⁻¹⁰ nats.
 *
 * @param p the probability that was given to what came true, in units of 10⁻⁹: q where the answer is right, 10⁹ − q where not
 * @returns units of 10⁻⁹ nats
 */
export function nllBillionths(p: number): number {
  return p === 0 ? NLL_OF_NOTHING : Math.floor(-Math.log(p / 1e9) * 1e9 + 0.5);
}
