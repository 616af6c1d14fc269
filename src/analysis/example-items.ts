import type { BenchmarkItems, Cell, Study } from "../study/study.ts";
import { cellKey } from "../study/study.ts";
import { spreadItems } from "./spread-items.ts";

/** How many answers of one stage are right. */
export interface ExampleAnswers {
  readonly stage: string;
  readonly right: number;
  /** answers; of one item as many as models (mixture, scale, seed) were asked it */
  readonly answers: number;
}

/** One item as the models were asked it. */
export interface ExampleItem {
  readonly item: string;
  readonly question: string;
  readonly choices: readonly string[];
  /** index into `choices` */
  readonly answer: number;
  /** in training order; stages without answers are left out */
  readonly answers: readonly ExampleAnswers[];
}

/** A few items of a benchmark, and what they are to be weighed against. */
export interface BenchmarkExamples {
  /** from the easiest to the hardest */
  readonly items: readonly ExampleItem[];
  /** how many items they are taken from: those that have a text and were answered at the last stage */
  readonly of: number;
  /** all answers to all items of the benchmark, in training order */
  readonly all: readonly ExampleAnswers[];
}

/** Example items by benchmark id; only benchmarks whose questions are given. */
export type ExampleItems = Readonly<Record<string, BenchmarkExamples>>;

/** How many items of a benchmark are shown. */
const SHOWN = 5;

/**
 * Items of each benchmark from the easiest to the hardest, of different clusters: they stand at evenly spaced places of the order
 * by the share of models that are right at the last stage, ties in the order of items. With each, how many of all models
 * answered it right at every stage. Nothing is estimated from them.
 */
export function exampleItems(study: Study): ExampleItems {
  const examples: Record<string, BenchmarkExamples> = {};
  for (const { id } of study.design.benchmarks) {
    const source = study.benchmarkItems.get(id);
    if (!source?.questions.some((question) => question !== null)) continue;
    const own = benchmarkExamples(study, id, source);
    if (own.items.length > 0) examples[id] = own;
  }
  return examples;
}

function benchmarkExamples(study: Study, benchmark: string, source: BenchmarkItems): BenchmarkExamples {
  const cells = study.cells.filter((cell) => cell.benchmark === benchmark);
  const tallies = study.design.stages.flatMap(({ id: stage }) => {
    const own = tally(
      study,
      cells.filter((cell) => cell.stage === stage),
      source.ids.length,
    );
    return own.answers.some((count) => count > 0) ? [{ stage, ...own }] : [];
  });
  const last = tallies.at(-1);
  if (!last) return { items: [], of: 0, all: [] };
  const share = (item: number) => last.right[item]! / last.answers[item]!;
  const order = [...source.ids.keys()]
    .filter((item) => source.questions[item] !== null && last.answers[item]! > 0)
    .sort((a, b) => share(b) - share(a) || a - b);
  return {
    items: spreadItems(order, source.cluster, SHOWN).map((item) => ({
      item: source.ids[item]!,
      ...source.questions[item]!,
      answers: tallies.flatMap(({ stage, right, answers }) =>
        answers[item] === 0 ? [] : [{ stage, right: right[item]!, answers: answers[item]! }],
      ),
    })),
    of: order.length,
    all: tallies.map(({ stage, right, answers }) => ({ stage, right: total(right), answers: total(answers) })),
  };
}

/** Of each item of a benchmark: how many answers the cells have, and how many are right. */
function tally(study: Study, cells: readonly Cell[], items: number) {
  const [right, answers] = [new Uint32Array(items), new Uint32Array(items)];
  for (const cell of cells) {
    const own = study.items.get(cellKey(cell));
    own?.item.forEach((item, k) => {
      answers[item]! += 1;
      right[item]! += own.correct[k]!;
    });
  }
  return { right, answers };
}

const total = (counts: Uint32Array) => counts.reduce((sum, count) => sum + count, 0);
