import type { Evaluation } from "./evaluation.ts";

/** One of the ways in which a thing that should be the same for all runs was found, and the first run that has it so. */
export interface Variant {
  readonly words: string;
  readonly file: string;
  readonly model: string;
  /** how many runs have it so */
  count: number;
}

/** Counts a run to its variant; what is first is first in the list. */
export function countVariant(variants: Variant[], words: string, { file, model }: Evaluation): void {
  const known = variants.find((variant) => variant.words === words);
  if (known === undefined) variants.push({ words, file, model, count: 1 });
  else known.count++;
}

/** The variant that most runs have, of equally many the first; and of the others the one that fewest have: that is named as odd. */
export interface OddVariant {
  readonly odd: Variant;
  readonly usual: Variant;
}

/** What is odd among variants; null when there are no two. */
export function oddVariant(variants: readonly Variant[]): OddVariant | null {
  const usual = variants.reduce((most, variant) => (variant.count > most.count ? variant : most), variants[0]!);
  const others = variants.filter((variant) => variant !== usual);
  if (others.length === 0) return null;
  return { odd: others.reduce((least, variant) => (variant.count < least.count ? variant : least)), usual };
}

/** `FILE`, or `FILE and 10 more files`. */
export function inFiles({ file, count }: Variant): string {
  return count === 1 ? file : `${file} and ${moreFiles(count)}`;
}

/** `here`, or `here and in 2 more files`. */
export function here({ count }: Variant): string {
  return count === 1 ? "here" : `here and in ${moreFiles(count)}`;
}

function moreFiles(count: number): string {
  return `${count - 1} more ${count === 2 ? "file" : "files"}`;
}
