const WORDS: ReadonlySet<string> = new Set(["benchmark", "item", "pair", "seed"]);

/** The word for the unit of an estimate, as the report writes it: “mixture” also where a study calls its units by another id. */
export function unitWord(unit: string): string {
  return WORDS.has(unit) ? unit : "mixture";
}
