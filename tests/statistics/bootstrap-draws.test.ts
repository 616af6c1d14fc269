import { expect, test } from "vitest";
import { bootstrapDraws } from "../../src/statistics/bootstrap-draws.ts";
import { randomBelow } from "../../src/statistics/random-below.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";

test("bootstrapDraws uses the first n numbers of each replicate, restarting the stream at each block of 256", () => {
  const [replicates, studyMixtures, n] = [600, 9, 7];
  const draws = bootstrapDraws({ replicates, studyMixtures, n });
  expect(draws).toHaveLength(replicates * n);
  for (const r of [0, 1, 255, 256, 511, 512, 599]) {
    const next = randomStream("mixtures", Math.floor(r / 256));
    for (let skip = 0; skip < (r % 256) * studyMixtures; skip++) next();
    const expected = Array.from({ length: n }, () => randomBelow(next(), n));
    expect(Array.from(draws.subarray(r * n, r * n + n))).toEqual(expected);
  }
});

test("bootstrapDraws stays below n, reaches every mixture and does not depend on how many replicates follow", () => {
  const long = bootstrapDraws({ replicates: 2000, studyMixtures: 9, n: 9 });
  const short = bootstrapDraws({ replicates: 300, studyMixtures: 9, n: 9 });
  expect(long.subarray(0, short.length)).toEqual(short);
  expect(new Set(long)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8]));
});

test("bootstrapDraws throws when more mixtures are drawn than the study has", () => {
  expect(() => bootstrapDraws({ replicates: 1, studyMixtures: 3, n: 4 })).toThrow(RangeError);
});
