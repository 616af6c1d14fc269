/**
 * Half a unit of the last decimal that a number is written with: 0.005 for “0.25”, 0.0005 for “2.5e-2”, plus what
 * doubles cannot tell apart.
 */
export function halfUnit(text: string): number {
  const [, fraction = "", exponent = "0"] = /^[+-]?\d*\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  return 0.5 * 10 ** (Number(exponent) - fraction.length) * (1 + 1e-9) + 1e-12;
}
