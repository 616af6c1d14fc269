/** One model’s answer to one item, as a log tells it. */
export interface Item {
  /** the same for every model */
  readonly id: string;
  readonly correct: 0 | 1;
  /** probability of the choice picked, normalised over the choices; null where the log has none */
  readonly confidence: number | null;
  /** probability of the right choice; null where the log does not tell which it is */
  readonly correctProb: number | null;
  /** index of the choice picked, from 0 */
  readonly picked: number | null;
  /** how many choices the item has, 0 for open answers; null where the log does not tell */
  readonly choices: number | null;
  /** what the tool says that the item is (a hash of it): two models must mean the same thing by one id */
  readonly fingerprint: string | null;
  /** the scores whose softmax the confidence is, in nats, in the order of the choices; null where the log has none */
  readonly logprobs: readonly number[] | null;
}

/** The place of a model in a study. */
export interface ModelPlace {
  readonly mixture: string;
  readonly scale: string;
  readonly seed: number;
  readonly stage: string;
}

/** What a log says of a model by itself, in the log’s own words; undefined where it says nothing. */
export type ToldPlace = { readonly [Key in keyof ModelPlace]?: string | undefined };

/** One model on one benchmark, as a reader finds it. */
export interface Evaluation {
  /** the file that it stands in, as the user would type it */
  readonly file: string;
  /** 1-based line, where the file has lines */
  readonly line?: number;
  /** evaluations of one source are parts of the same run, and add up; those of two are two runs */
  readonly source: string;
  /** when it was run, in seconds since 1970; null where the log does not tell */
  readonly date: number | null;
  /** the model in the words of the log: name, and revision after an @ */
  readonly model: string;
  readonly told: ToldPlace;
  /** the benchmark in the words of the log */
  readonly benchmark: string;
  /** what the log says that the benchmark belongs to; null when nothing */
  readonly group: string | null;
  /** the score that counts as accuracy, in the words of the log */
  readonly score: string;
  /** how it was asked, where the log tells: shots, version of the task; two models must have been asked alike */
  readonly settings: string | null;
  /** every score that could be chosen instead, this one included */
  readonly scores: readonly string[];
  /** share of items answered correctly; null when the items say it */
  readonly accuracy: number | null;
  readonly n: number | null;
  /** mean confidence, where a log gives that alone */
  readonly confidence: number | null;
  readonly items: readonly Item[] | null;
  /** how much of the benchmark was asked, where that is not all: `100 of the 400 items of arc_easy` */
  readonly partial: string | null;
  /** what a reader of the study should know of it, as sentences */
  readonly notes: readonly string[];
}

/** One model at one stage, as the log tells it apart: a name may come at several places. */
export function checkpointKey({ model, told }: Evaluation): string {
  return [model, told.mixture, told.scale, told.seed, told.stage].join("\u0000");
}
