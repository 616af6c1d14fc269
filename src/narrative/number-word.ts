import { formatNumber } from "../estimates/format-number.ts";

/** A count in words up to twelve, in digits above. */
export function numberWord(count: number): string {
  return WORDS[count] ?? formatNumber(count, 0);
}

const WORDS = [
  "none",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
