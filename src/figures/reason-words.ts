/**
 * What the fixed reasons of undefined estimates say to a reader of a figure. Reasons that are not here are plain words as they
 * stand: “fewer than 3 mixtures”, “one stage only”.
 */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["a reference value", "a value to compare with"],
  ["bin removed by ties", "no answer falls into the bin, for many are tied"],
  ["category of one", "the category has one benchmark"],
  ["constant input", "all values are the same"],
  ["empty group", "no item is of this kind"],
  ["missing stage", "a stage was not measured"],
  ["no complete benchmark", "no benchmark was measured throughout"],
  ["no common items", "no item was asked on both sides"],
  ["no common mixtures", "no mixture was measured on both sides"],
  ["no confidence", "confidence was not recorded"],
  ["no estimate", "there is no value"],
  ["no interval defined", "no interval belongs to it"],
  ["no item data", "answers were not recorded item by item"],
  ["no seed has every benchmark", "no seed was measured on every benchmark"],
  ["no variation", "nothing varies from draw to draw"],
  ["one outcome only", "all answers are right, or all are wrong"],
  ["one seed", "there is one seed only"],
  ["perfect correlation", "the correlation is perfect"],
  ["reliability too low to disattenuate", "too noisy to be corrected for noise"],
  ["separable", "confidence parts right answers from wrong ones without error"],
  ["tested per benchmark", "tested on single benchmarks"],
  ["too many undefined replicates", "too many resamples have no value"],
]);

/** The fixed reason of an undefined estimate in plain words, with what it is said of: “all values are the same (sft)”. */
export function reasonWords(reason: string | undefined): string {
  if (reason === undefined) return "no estimate";
  const [, fixed = reason, about = ""] = /^(.*?)( \(.*\))?$/s.exec(reason)!;
  return (WORDS.get(fixed) ?? fixed) + about;
}
