/**
 * A number in the report's typography: a true minus (U+2212), a fixed count of decimals, commas between thousands, and no
 * negative zero.
 *
 * @param isSigned whether a positive number carries its plus, as differences do
 * @throws {RangeError} when `value` is not finite: an undefined number has no digits
 */
export function formatNumber(value: number, decimals: number, isSigned = false): string {
  if (!Number.isFinite(value)) throw new RangeError(`formatNumber: ${value} is not finite`);
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  if (!/[1-9]/.test(digits)) return digits;
  return `${value < 0 ? "−" : isSigned ? "+" : ""}${digits}`;
}
