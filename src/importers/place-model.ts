import type { ModelPlace, ToldPlace } from "./evaluation.ts";
import type { ImportMap } from "./import-map.ts";
import { slug } from "./slug.ts";

/** Where a model belongs, or that it is to be left out, or why it has no place. */
export type Placing =
  | { readonly kind: "place"; readonly place: ModelPlace; readonly isSeedAssumed: boolean }
  | { readonly kind: "skip" }
  | { readonly kind: "two patterns"; readonly patterns: readonly [string, string] }
  | { readonly kind: "problem"; readonly value: string; readonly expected: string; readonly todo: string };

const PARTS = ["mixture", "scale", "seed", "stage"] as const;

/**
 * The place of a model: its row of `models.table`; else the named groups of the one pattern that matches its name; else
 * what the log itself tells. `defaults` fill what is left open, `values` turn the log’s words into ids, and whatever is
 * then no id becomes one.
 */
export function placeModel(model: string, told: ToldPlace, map: ImportMap): Placing {
  if (map.models.skip.some((pattern) => pattern.test(model))) return { kind: "skip" };
  const row = Object.hasOwn(map.models.table, model) ? map.models.table[model] : undefined;
  const matches =
    row !== undefined
      ? []
      : map.models.patterns.map((pattern) => pattern.exec(model)).filter((match) => match !== null);
  if (matches.length > 1) {
    const [first, second] = map.models.patterns.filter((pattern) => pattern.test(model));
    return { kind: "two patterns", patterns: [first!.source, second!.source] };
  }
  const groups: Readonly<Record<string, string | undefined>> = matches[0]?.groups ?? {};
  const wordsOf = (part: (typeof PARTS)[number]): string | undefined => {
    const words = row?.[part] ?? groups[part] ?? told[part] ?? map.defaults[part];
    return words === undefined || words === "" ? undefined : String(words);
  };
  const idOf = (part: "mixture" | "scale" | "stage"): string | undefined => {
    const words = wordsOf(part);
    if (words === undefined) return undefined;
    const values = map.values[part];
    return values !== undefined && Object.hasOwn(values, words) ? values[words] : slug(words, part);
  };
  const place = { mixture: idOf("mixture"), scale: idOf("scale"), stage: idOf("stage") };
  const missing = (["mixture", "scale", "stage"] as const).filter((part) => place[part] === undefined);
  if (missing.length > 0) {
    const found =
      row !== undefined ? "its row" : matches.length > 0 ? "its pattern" : "no pattern and no row of models.table";
    return {
      kind: "problem",
      value: `the model ${model} has no ${missing.join(", no ")} (${found} says so)`,
      expected: "mixture, scale, seed and stage of every model",
      todo: "Add a pattern or a row, name what all have in common under `defaults`, or leave the model out under models.skip.",
    };
  }
  const toldSeed = wordsOf("seed");
  const seedWords = toldSeed ?? "0";
  const seeds = map.values.seed;
  const seedValue = seeds !== undefined && Object.hasOwn(seeds, seedWords) ? String(seeds[seedWords]) : seedWords;
  const seed = /^\d{1,15}$/.test(seedValue) ? Number(seedValue) : Number.NaN;
  if (Number.isNaN(seed)) {
    const todo = "Let the group match the number alone, or number the words under values.seed.";
    return { kind: "problem", value: `the seed of ${model} is ${seedWords}`, expected: "a whole number", todo };
  }
  const whole = { mixture: place.mixture!, scale: place.scale!, stage: place.stage!, seed };
  return { kind: "place", place: whole, isSeedAssumed: toldSeed === undefined };
}
