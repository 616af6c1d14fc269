/** How many choices well-known benchmarks have, by the beginning of their name in the usual tools. */
const CHOICES: readonly (readonly [name: RegExp, choices: number])[] = [
  [/^(arc[_-]?(easy|challenge|e|c)|openbook_?qa|obqa|hellaswag|sciq|medqa|medmcqa|race|logiqa)(?![a-z])/, 4],
  [/^(mmlu(?!_?-?pro)|hendryckstest)/, 4],
  [/^mmlu[_-]?pro/, 10],
  [/^(piqa|winogrande|wino|boolq|copa|wic|wsc|rte|qnli|mrpc|qqp|cola|sst2?|xstory_?cloze|story_?cloze)(?![a-z])/, 2],
  [/^(commonsense_?qa|csqa)(?![a-z])/, 5],
  [/^(social_?i_?qa|siqa|cb|mnli|anli|xnli)(?![a-z])/, 3],
];

/** How many choices a benchmark is known to have, by its name; null for one that is not known. For drafts alone. */
export function knownChoices(benchmark: string): number | null {
  return CHOICES.find(([name]) => name.test(benchmark.toLowerCase()))?.[1] ?? null;
}
