import { expect, test } from "vitest";
import { pearson } from "../../src/statistics/pearson.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { splitHalfReliability } from "../../src/statistics/split-half-reliability.ts";

test("the mean correlation of the halves is stepped up to the whole length", () => {
  const first = [
    [0.1, 0.5, 0.3, 0.9],
    [0.2, 0.4, 0.6, 0.8],
  ];
  const second = [
    [0.2, 0.3, 0.4, 0.8],
    [0.4, 0.3, 0.5, 0.9],
  ];
  const r = (pearson(first[0]!, second[0]!)! + pearson(first[1]!, second[1]!)!) / 2;
  expect(splitHalfReliability(first, second)).toEqual({ correlation: r, reliability: (2 * r) / (1 + r) });
});

test("halves that have nothing in common have no reliability, equal halves have all of it", () => {
  const next = randomStream("split-half", 0);
  const noise = () => Array.from({ length: 200 }, () => Array.from({ length: 9 }, () => next() / 2 ** 32));
  const unrelated = splitHalfReliability(noise(), noise());
  expect("reliability" in unrelated && Math.abs(unrelated.reliability)).toBeLessThan(0.15);
  const half = noise();
  expect(splitHalfReliability(half, half)).toEqual({ correlation: 1, reliability: 1 });
});

test("undefined splits are left out, and too many of them leave nothing", () => {
  const good = [1, 2, 3, 5];
  const flat = [2, 2, 2, 2];
  const many = Array.from({ length: 30 }, () => good);
  expect(splitHalfReliability([...many, flat], [...many, good])).toMatchObject({ reliability: 1 });
  expect(splitHalfReliability([...many, [1, Number.NaN, 2, 3]], [...many, good])).toMatchObject({ reliability: 1 });
  expect(splitHalfReliability([good, flat], [good, good])).toEqual({ reason: "too many undefined replicates" });
  expect(splitHalfReliability([flat], [good])).toEqual({ reason: "no variation" });
});

test("a mean correlation of −1 has nothing to be stepped up to", () => {
  expect(splitHalfReliability([[1, 2, 3]], [[3, 2, 1]])).toEqual({ reason: "perfect correlation" });
});
