import { formatNumber } from "../../estimates/format-number.ts";
import { nearest } from "../../nearest.ts";
import type { Directive } from "../directive.ts";
import { text } from "../nodes.ts";
import { numberWord } from "../number-word.ts";
import { noun } from "./count.ts";

/** `:study[mixtures]{words one many}`: a number of the design, or its title or version; `one` and `many` are the noun in its number. */
export const study: Directive = {
  forms: ["text"],
  label: "mixtures, seeds, scales, …",
  attributes: ["words", "one", "many"],
  expand: ({ label, attributes, report, fault }) => {
    const { design, seeds, models, cells, answers } = report.study;
    const facts: Readonly<Record<string, number | string>> = {
      mixtures: design.mixtures.length,
      seeds: seeds.length,
      scales: design.scales.length,
      stages: design.stages.length,
      benchmarks: design.benchmarks.length,
      categories: design.categories.length,
      models,
      cells,
      answers,
      title: design.title,
      version: design.version,
    };
    const fact = Object.hasOwn(facts, label) ? facts[label] : undefined;
    if (fact === undefined) {
      const similar = nearest(label, Object.keys(facts));
      const todo = similar ? `Did you mean ${similar}?` : "Choose one of them.";
      fault(`:study[${label}]`, `one of ${Object.keys(facts).join(", ")}`, todo);
      return [];
    }
    if (typeof fact === "string") return [text(fact)];
    return [text((attributes.words === undefined ? formatNumber(fact, 0) : numberWord(fact)) + noun(attributes, fact))];
  },
};
