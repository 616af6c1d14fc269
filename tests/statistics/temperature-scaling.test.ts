import fc from "fast-check";
import { expect, test } from "vitest";
import { crossFittedTemperature } from "../../src/statistics/cross-fitted-temperature.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { temperatureScaling } from "../../src/statistics/temperature-scaling.ts";
import { temperedLogOdds } from "../../src/statistics/tempered-log-odds.ts";

const CHOICES = 4;

/** Items whose right choice is drawn from softmax(z / truth). */
function drawn(n: number, truth: number, key = "temperature-test") {
  const next = randomStream(key, 0);
  const uniform = () => next() / 2 ** 32;
  const logits = Float64Array.from({ length: n * CHOICES }, () => 6 * (uniform() - 0.5));
  const gold = Uint8Array.from({ length: n }, (_, i) => {
    const p = softmax([...logits.subarray(i * CHOICES, (i + 1) * CHOICES)], truth);
    const u = uniform();
    let [k, total] = [0, p[0]!];
    while (total < u && k < CHOICES - 1) total += p[++k]!;
    return k;
  });
  return { logits, gold };
}

function softmax(z: readonly number[], temperature: number): number[] {
  const e = z.map((value) => Math.exp(value / temperature));
  const total = e.reduce((sum, value) => sum + value, 0);
  return e.map((value) => value / total);
}

function nllAt(logits: Float64Array, gold: ArrayLike<number>, temperature: number): number {
  const terms = Array.from(gold, (k, i) =>
    Math.log(softmax([...logits.subarray(i * CHOICES, (i + 1) * CHOICES)], temperature)[k]!),
  );
  return -terms.reduce((sum, value) => sum + value, 0) / terms.length;
}

test.each([0.4, 1, 2.5])("a temperature of %s is found again", (truth) => {
  const { logits, gold } = drawn(20_000, truth);
  const fit = temperatureScaling(logits, gold, CHOICES);
  if (typeof fit === "string") return expect.fail(fit);
  expect(Math.abs(Math.log(fit.temperature / truth))).toBeLessThan(0.05);
});

test("no other temperature fits better, and a constant added to an item's logits changes nothing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 0, max: 1e6 }), (n, key) => {
      const { logits, gold } = drawn(n, 1.5, `temperature-test/${key}`);
      const fit = temperatureScaling(logits, gold, CHOICES);
      if (typeof fit === "string") return;
      expect(fit.nll).toBeCloseTo(nllAt(logits, gold, fit.temperature), 9);
      for (const other of [0.99, 1.01])
        if (Math.abs(Math.log(fit.temperature * other)) <= 4)
          expect(nllAt(logits, gold, fit.temperature * other)).toBeGreaterThanOrEqual(fit.nll - 1e-12);
      const moved = logits.map((value, k) => value + Math.floor(k / CHOICES) - 7);
      const again = temperatureScaling(moved, gold, CHOICES);
      expect(typeof again === "string" ? null : again.temperature / fit.temperature).toBeCloseTo(1, 8);
    }),
    { numRuns: 60, seed: 3 },
  );
});

test("what has no optimum says so; a model worse than guessing gets the largest temperature", () => {
  const logits = Float64Array.from([2, 0, 1, -1]);
  expect(temperatureScaling(logits, [0, 0], 2)).toBe("separable");
  expect(temperatureScaling(Float64Array.from([3, 3, -1, -1]), [0, 1], 2)).toBe("constant input");
  expect(temperatureScaling(logits, [1, 1], 2)).toEqual({
    temperature: expect.closeTo(Math.exp(4), 9),
    nll: expect.closeTo(0.7, 1),
  });
});

test("log-odds at a temperature are those of the largest probability, finite for a sure model", () => {
  const { logits } = drawn(50, 1);
  const odds = temperedLogOdds(logits, CHOICES, (i) => 1 + i / 10);
  odds.forEach((z, i) => {
    const q = Math.max(...softmax([...logits.subarray(i * CHOICES, (i + 1) * CHOICES)], 1 + i / 10));
    expect(1 / (1 + Math.exp(-z))).toBeCloseTo(q, 12);
  });
  expect([...temperedLogOdds(Float64Array.from([0, -1e4, 0, 0]), 2, () => 1)]).toEqual([Math.log(1e15), 0]);
});

test("cross-fitted: each fold's temperature is that of the others, and knows nothing of its own", () => {
  const { logits, gold } = drawn(300, 2);
  const fold = Uint8Array.from(gold, (_, i) => i % 3);
  const temperatures = crossFittedTemperature(logits, gold, CHOICES, fold, 4);
  if (typeof temperatures === "string") return expect.fail(temperatures);
  const others = Array.from(fold.keys()).filter((i) => fold[i] !== 1);
  const alone = temperatureScaling(
    Float64Array.from(others.flatMap((i) => [...logits.subarray(i * CHOICES, (i + 1) * CHOICES)])),
    others.map((i) => gold[i]!),
    CHOICES,
  );
  expect(temperatures[1]).toBe(typeof alone === "string" ? null : alone.temperature);
  expect(temperatures[3]).toBe(1); // nobody is in it
  const changed = Uint8Array.from(gold, (k, i) => (fold[i] === 1 ? (k + 1) % CHOICES : k));
  const again = crossFittedTemperature(logits, changed, CHOICES, fold, 4);
  expect(again[1]).toBe(temperatures[1]);
  expect(again[0]).not.toBe(temperatures[0]);
});
