/** The few words of SQL for which every engine has its own. All else is in what DuckDB and Trino both speak. */
export interface Dialect {
  /** the whole part of a quotient of integers that are not negative */
  readonly quotient: (dividend: string, divisor: string | number) => string;
  /** the exact sum of integers, however large */
  readonly total: (integer: string) => string;
  /** a whole number below 2⁶² that stands for a value, the same wherever the value is */
  readonly fingerprint: (value: string) => string;
}
