import { expect, test } from "vitest";
import { unitWords } from "../../src/study/unit-words.ts";

const recipe = unitWords({ unit: { id: "recipe", label: "Recipe" } })!;

test("unitWords is null for a study that calls its units mixtures", () => {
  expect(unitWords({})).toBeNull();
});

test.each([
  ["the mixtures of a mixture", "the recipes of a recipe"],
  ["Mixture: one. MIXTURE", "Recipe: one. RECIPE"],
  ["nine mixtures’ levels, mixture by mixture.", "nine recipes’ levels, recipe by recipe."],
  ["see /mixtures/web/ and uncertainty/accuracy/400k/overall/all/mixtures", null],
  ["#fig-mixtures-needed, mixtures-needed.csv, mixtures.csv, per-mixture, premixtures", null],
])("unitWords(%j)", (text, expected) => {
  expect(recipe(text)).toBe(expected ?? text);
});

test.each([
  ["Model family", undefined, "A mixture, a mixture, mixtures", "A model family, a model family, model families"],
  ["Architecture", undefined, "A mixture, a pretraining mixture", "An architecture, a pretraining architecture"],
  ["Unit", undefined, "a mixture", "a unit"],
  ["LLM", "LLMs", "Mixtures, mixture", "LLMs, LLM"],
  ["Corpus", "corpora", "Mixtures, mixture", "Corpora, corpus"],
  ["Mix", undefined, "mixtures", "mixes"],
])("unitWords: %s, %s", (label, plural, text, expected) => {
  expect(unitWords({ unit: { id: "own", label, plural } })!(text)).toBe(expected);
});

test("unitWords leaves what the study itself calls by a name with “mixture” in it, written plainly or in HTML", () => {
  const words = unitWords({
    unit: { id: "recipe", label: "Recipe" },
    title: "The Mixture & More",
    mixtures: [
      { id: "old-mixture", label: "Old mixture" },
      { id: "b", label: "Mixture" },
    ],
  })!;
  expect(words("The Mixture &amp; More: Old mixture is a mixture, old mixtures are mixtures")).toBe(
    "The Mixture &amp; More: Old mixture is a recipe, old recipes are recipes",
  );
});

test("unitWords twice is unitWords once, also where the new word has the old one in it", () => {
  const words = unitWords({ unit: { id: "data-mixture", label: "Data mixture" } })!;
  expect(words("a mixture, Mixtures")).toBe("a data mixture, Data mixtures");
  expect(words(words("a mixture, Mixtures"))).toBe("a data mixture, Data mixtures");
});
