import { randomStream } from "../../src/statistics/random-stream.ts";
import { type BenchmarkItems, type CellItems, cellKey, type Study } from "../../src/study/study.ts";
import { type CellPlace, type SyntheticOptions, syntheticStudy } from "./synthetic-study.ts";

const CHOICES = 4;

/** How the log-probabilities of a synthetic study's choices are made. */
export interface ChoiceOptions extends SyntheticOptions {
  /** the right choice is drawn from softmax(log-probabilities / temperature): above 1 the model is too sure */
  readonly temperature?: (place: CellPlace) => number;
  /** false leaves the log-probabilities of a cell out */
  readonly hasLogprobs?: (place: CellPlace) => boolean;
  /** whether questions.csv names the right choices, else `correct_prob` tells of them */
  readonly hasAnswers?: boolean;
}

/** `syntheticStudy` with answers of four choices each: log-probabilities, and what follows from them. */
export function choiceStudy(options: ChoiceOptions = {}): Study {
  const { temperature = () => 1, hasLogprobs = () => true, hasAnswers = false } = options;
  const study = syntheticStudy(options);
  const items = new Map(
    study.cells.map((place) => {
      const own = study.items.get(cellKey(place))!;
      const answered = answers(own, place, temperature(place));
      return [cellKey(place), hasLogprobs(place) ? answered : { ...answered, logprobs: null }] as const;
    }),
  );
  const benchmarkItems = new Map(
    [...study.benchmarkItems].map(([id, own]) => [id, hasAnswers ? withAnswers(own, id) : own] as const),
  );
  return { ...study, items, benchmarkItems };
}

/** The right choice of an item is the same for every model: of its benchmark, by its number. */
export function answerOf(benchmark: string, item: number): number {
  return (item * 7 + benchmark.length + Number(benchmark.at(-1)) + (item >> 2)) % CHOICES;
}

function withAnswers(own: BenchmarkItems, benchmark: string): BenchmarkItems {
  return {
    ...own,
    questions: own.ids.map((_, item) => ({
      question: "Which?",
      choices: ["a", "b", "c", "d"],
      answer: answerOf(benchmark, item),
    })),
  };
}

/** Logits drawn, the right one swapped into the place of the answer. */
function answers(own: CellItems, place: CellPlace, temperature: number): CellItems {
  const next = randomStream(`choices/${cellKey(place)}`, 0);
  const uniform = () => next() / 2 ** 32;
  const n = own.item.length;
  const logprobs = new Float64Array(n * CHOICES);
  const correct = new Uint8Array(n);
  const [confidence, correctProb] = [new Int32Array(n), new Int32Array(n)];
  const picked = new Int16Array(n);
  for (let i = 0; i < n; i++) {
    const logits = Array.from({ length: CHOICES }, () => 4 * uniform());
    const drawn = draw(softmax(logits, temperature), uniform());
    const answer = answerOf(place.benchmark, own.item[i]!);
    [logits[drawn], logits[answer]] = [logits[answer]!, logits[drawn]!];
    const shares = softmax(logits, 1);
    logprobs.set(shares.map(Math.log), i * CHOICES);
    picked[i] = logits.indexOf(Math.max(...logits));
    correct[i] = picked[i] === answer ? 1 : 0;
    confidence[i] = Math.floor(shares[picked[i]!]! * 1e9 + 0.5);
    correctProb[i] = Math.floor(shares[answer]! * 1e9 + 0.5);
  }
  return { ...own, correct, confidence, correctProb, picked, logprobs };
}

function softmax(logits: readonly number[], temperature: number): number[] {
  const weights = logits.map((z) => Math.exp(z / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function draw(shares: readonly number[], u: number): number {
  let [k, total] = [0, shares[0]!];
  while (total < u && k < shares.length - 1) total += shares[++k]!;
  return k;
}
