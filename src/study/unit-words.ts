import type { StudyDesign } from "./design.ts";

/** Puts the study's own word in the place of “mixture” in a text; ids and names that the study gave stay. */
export type UnitWords = (text: string) => string;

/**
 * The word for what a study ranks, where it is not “mixture”: `unit: {id, label, plural}` in study.yaml. The report is written of
 * mixtures, in one language and in many files; its words are put in place where text leaves the program. Number, capitals and
 * the article before the word follow (“a mixture” → “an architecture”). Left alone: paths and ids (`…/mixtures`), whatever the
 * study itself calls by a name with “mixture” in it, and the new word itself, so that doing it twice changes nothing.
 *
 * @returns null for a study that calls its units mixtures: then no text needs a look
 */
export function unitWords(design: Pick<StudyDesign, "unit"> & Partial<StudyDesign>): UnitWords | null {
  if (!design.unit) return null;
  const { label } = design.unit;
  const one = inSentence(label);
  const many = inSentence(design.unit.plural ?? pluralOf(label));
  const kept = [one, many, ...namesOf(design).flatMap((name) => [name, escaped(name)])].filter(
    (name) => /mixture/i.test(name) && !/^mixtures?$/i.test(name),
  );
  const names = [...new Set(kept)].toSorted((a, b) => b.length - a.length).map((name) => `${quoted(name)}(?!\\w)`);
  const article = "(?:(?<article>\\ban?)(?<space>\\s+))?";
  const word = "(?<![\\w/.#-])(?<word>mixture)(?<plural>s?)(?![\\w/-]|\\.\\w)";
  const pattern = new RegExp([...names, `${article}${word}`].join("|"), "gi");
  return (text) =>
    text.replace(pattern, (found, ...rest) => {
      const parts = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      if (parts.word === undefined) return found;
      const renamed = inCaseOf(parts.word, parts.plural ? many : one);
      if (parts.article === undefined) return renamed;
      return `${parts.article[0]}${startsWithVowel(one) ? "n" : ""}${parts.space}${renamed}`;
    });
}

/** What the study calls by names of its own. */
export function namesOf(design: Partial<StudyDesign>): string[] {
  const { title, description, authors = [], mixtures = [] } = design;
  const rows = [design.stages, design.scales, mixtures, design.categories, design.benchmarks].flatMap(
    (list): readonly { id: string; label: string }[] => list ?? [],
  );
  return [
    ...[title, description].filter((text) => text !== undefined),
    ...authors.map(({ name }) => name),
    ...rows.flatMap(({ id, label }) => [label, id]),
    ...mixtures.flatMap(({ weights, covariates }) => [...Object.keys(weights ?? {}), ...Object.keys(covariates ?? {})]),
  ];
}

/** The English plural of a noun, by its ending; `plural` in study.yaml is for those that go their own way. */
function pluralOf(noun: string): string {
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/i.test(noun) ? `${noun}es` : `${noun}s`;
}

/** “Recipe” → “recipe”; an abbreviation (“LLM family”) stays. */
function inSentence(label: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

/** The word with the capitals of the one that it replaces. */
export function inCaseOf(found: string, word: string): string {
  if (found === found.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(found) ? word[0]!.toUpperCase() + word.slice(1) : word;
}

/** By the letter: “an architecture”, “an upper bound”, but “a unit”, “a useful one”. */
function startsWithVowel(word: string): boolean {
  return /^(?:[aio]|e(?!u)|u(?!ni|s))/i.test(word);
}

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
/** A text as a regular expression that matches it. */
export const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
