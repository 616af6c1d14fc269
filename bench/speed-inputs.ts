import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrapDraws } from "../src/statistics/bootstrap-draws.ts";
import { randomFill } from "../src/statistics/random-fill.ts";

/** How large the inputs of one measurement are. */
export interface SpeedSize {
  readonly benchmarks: number;
  /** how many of the benchmarks the permutation tests take: all pairs of them */
  readonly tested: number;
  readonly mixtures: number;
  readonly replicates: number;
  readonly items: number;
  readonly cells: number;
}

/** What every contestant reads: the same bytes. */
export interface SpeedInputs {
  readonly size: SpeedSize;
  /** benchmarks × mixtures: means of three accuracies on 200 items */
  readonly levels: Float64Array;
  /** replicates × mixtures: the drawn mixtures of the bootstrap */
  readonly draws: Uint16Array;
  /** per item, its model and benchmark; in no order */
  readonly cell: Uint16Array;
  /** per item, billionths */
  readonly confidence: Int32Array;
  /** per item, 0 or 1 */
  readonly correct: Uint8Array;
}

const FILES = {
  levels: Float64Array,
  draws: Uint16Array,
  cell: Uint16Array,
  confidence: Int32Array,
  correct: Uint8Array,
} as const;

/** Makes inputs that look like a study's: levels with a tie here and there, confidences that are right about as often as they say. */
export function makeSpeedInputs(size: SpeedSize): SpeedInputs {
  const { benchmarks, mixtures, replicates, items, cells } = size;
  const numbers = (key: string, count: number) => {
    const out = new Uint32Array(count);
    randomFill(`bench/${key}`, 0)(out);
    return out;
  };
  const scores = numbers("levels", 3 * benchmarks * mixtures);
  const levels = Float64Array.from({ length: benchmarks * mixtures }, (_, k) => {
    const correct = [0, 1, 2].reduce((total, seed) => total + Math.floor((scores[3 * k + seed]! / 2 ** 32) * 60), 0);
    return Math.round(((150 + correct) / 600) * 1e12) / 1e12;
  });
  const confidences = numbers("confidence", items);
  const outcomes = numbers("correct", items);
  const places = numbers("cell", items);
  const confidence = new Int32Array(items);
  const correct = new Uint8Array(items);
  const cell = new Uint16Array(items);
  for (let i = 0; i < items; i++) {
    confidence[i] = 250_000_000 + Math.floor((confidences[i]! / 2 ** 32) * 750_000) * 1000;
    correct[i] = outcomes[i]! / 2 ** 32 < confidence[i]! / 1e9 - 0.05 ? 1 : 0;
    cell[i] = Math.floor((places[i]! / 2 ** 32) * cells);
  }
  const draws = bootstrapDraws({ replicates, studyMixtures: mixtures, n: mixtures });
  return { size, levels, draws, cell, confidence, correct };
}

/** Writes inputs as raw little-endian arrays, with `size.json`. */
export function writeSpeedInputs(folder: string, inputs: SpeedInputs): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "size.json"), JSON.stringify(inputs.size));
  for (const name of Object.keys(FILES) as (keyof typeof FILES)[])
    writeFileSync(join(folder, `${name}.bin`), inputs[name]);
}

/** Reads what `writeSpeedInputs` wrote. */
export function readSpeedInputs(folder: string): SpeedInputs {
  const read = (name: string) => {
    const bytes = readFileSync(join(folder, `${name}.bin`));
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  };
  return {
    size: JSON.parse(readFileSync(join(folder, "size.json"), "utf8")) as SpeedSize,
    levels: new Float64Array(read("levels")),
    draws: new Uint16Array(read("draws")),
    cell: new Uint16Array(read("cell")),
    confidence: new Int32Array(read("confidence")),
    correct: new Uint8Array(read("correct")),
  };
}
