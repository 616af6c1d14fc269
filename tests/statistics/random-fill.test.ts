import { expect, test } from "vitest";
import { randomFill } from "../../src/statistics/random-fill.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";

test.each([
  ["items/taxonomy", 0],
  ["calibration/s/pretrain/m/benchmark/b/ece", 3],
] as const)("randomFill(%s, %i) gives the numbers of randomStream, over several calls", (key, block) => {
  const next = randomStream(key, block);
  const fill = randomFill(key, block);
  for (const length of [1, 7, 0, 300]) {
    const out = new Uint32Array(length);
    fill(out);
    expect([...out]).toEqual(Array.from({ length }, next));
  }
});
