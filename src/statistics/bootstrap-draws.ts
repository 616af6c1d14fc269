import { randomBelow } from "./random-below.ts";
import { randomStream } from "./random-stream.ts";

const BLOCK = 256;
const known = new Map<string, Uint16Array>();

/**
 * The draws of the mixture bootstrap: per replicate one u32 for each mixture of the study from stream `mixtures`, of which
 * the first n are used, each mapped to 0…n − 1. So all estimates of a study see the same drawn mixtures.
 *
 * @returns replicates × n indices, row by row; remembered
 * @see STATISTICS.md §12
 */
export function bootstrapDraws(options: {
  readonly replicates: number;
  readonly studyMixtures: number;
  readonly n: number;
}): Uint16Array {
  const key = `${options.replicates}/${options.studyMixtures}/${options.n}`;
  const draws = known.get(key) ?? draw(options);
  known.set(key, draws);
  return draws;
}

function draw({ replicates, studyMixtures, n }: { replicates: number; studyMixtures: number; n: number }): Uint16Array {
  if (n > studyMixtures) throw new RangeError(`bootstrapDraws: ${n} mixtures drawn of ${studyMixtures}`);
  const draws = new Uint16Array(replicates * n);
  let next = randomStream("mixtures", 0);
  for (let r = 0, at = 0; r < replicates; r++) {
    if (r % BLOCK === 0) next = randomStream("mixtures", r / BLOCK);
    for (let m = 0; m < studyMixtures; m++) {
      const u32 = next();
      if (m < n) draws[at++] = randomBelow(u32, n);
    }
  }
  return draws;
}
