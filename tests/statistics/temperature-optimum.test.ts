import { expect, test } from "vitest";
import { temperatureScaling } from "../../src/statistics/temperature-scaling.ts";

/** n items of two choices that differ by `gap`, the upper one right in `right` of them; the upper one stands first or second in turn. */
function twoChoices(gap: number, right: number, n: number) {
  return {
    logits: Float64Array.from({ length: 2 * n }, (_, k) => (((k >> 1) + k) % 2 === 0 ? gap : 0)),
    gold: Uint8Array.from({ length: n }, (_, i) => Number((i % 2 === 0) !== i < right)),
  };
}

const entropy = (share: number) => -share * Math.log(share) - (1 - share) * Math.log(1 - share);

test("of two choices that always differ by d, the upper one right in a share s, the temperature is d/ln(s/(1 − s))", () => {
  for (const gap of [0.03, 0.1, 0.7, 1, 2.5, 9, 20, 40, 70, 100])
    for (const n of [7, 20])
      for (let right = Math.ceil((n + 1) / 2); right < n; right += 1 + (n >> 4)) {
        const { logits, gold } = twoChoices(gap, right, n);
        const fit = temperatureScaling(logits, gold, 2);
        if (typeof fit === "string") return expect.fail(fit);
        const expected = gap / Math.log(right / (n - right));
        if (Math.abs(Math.log(expected)) > 4) continue;
        expect(Math.abs(fit.temperature / expected - 1)).toBeLessThan(1e-11);
        expect(fit.nll).toBeCloseTo(entropy(right / n), 11);
      }
});

test("of fifty choices, one d above all others and right in a share s, the temperature is d/ln(49s/(1 − s))", () => {
  for (const right of [1, 2, 6, 19]) {
    const logits = Float64Array.from({ length: 20 * 50 }, (_, k) => (k % 50 === 7 ? 3 : 0));
    const gold = Array.from({ length: 20 }, (_, i) => (i < right ? 7 : 8 + i));
    const fit = temperatureScaling(logits, gold, 50);
    if (typeof fit === "string") return expect.fail(fit);
    expect(fit.temperature / (3 / Math.log((49 * right) / (20 - right)))).toBeCloseTo(1, 10);
  }
});

test("logits may be huge, and may differ hugely from item to item and within an item", () => {
  const { logits, gold } = twoChoices(1, 14, 20);
  const far = logits.map((value, k) => value + ((k >> 1) % 3 === 0 ? 1e4 : -1e4));
  // a third choice far below, and five sure items, right at any temperature
  const three = Float64Array.from([
    ...Array.from({ length: 20 }, (_, i) => [far[2 * i]!, far[2 * i + 1]!, -1e5]).flat(),
    ...Array.from({ length: 5 }, (_, i) => [-1e4, i - 5e3, 5e3]).flat(),
  ]);
  const two = temperatureScaling(far, gold, 2);
  expect(two).toMatchObject({ temperature: expect.closeTo(1 / Math.log(14 / 6), 10) });
  const fit = temperatureScaling(three, [...gold, 2, 2, 2, 2, 2], 3);
  if (typeof fit === "string") return expect.fail(fit);
  expect(fit.temperature).toBeCloseTo(1 / Math.log(14 / 6), 10);
  expect(fit.nll).toBeCloseTo((20 / 25) * entropy(14 / 20), 10);
});

test("what is best at a temperature beyond the smallest or the largest gets that one", () => {
  const hottest = temperatureScaling(...orderOf(twoChoices(200, 11, 20)));
  expect(hottest).toMatchObject({ temperature: 1 / Math.exp(-4) });
  const coldest = temperatureScaling(...orderOf(twoChoices(0.01, 18, 20)));
  const z = 0.01 * Math.exp(4);
  const nll = Math.log1p(Math.exp(-z)) + 0.1 * z;
  expect(coldest).toEqual({ temperature: 1 / Math.exp(4), nll: expect.closeTo(nll, 12) });
});

function orderOf({ logits, gold }: ReturnType<typeof twoChoices>) {
  return [logits, gold, 2] as const;
}

test("only the first n items count", () => {
  const logits = Float64Array.from([1, 0, 0, 2, 1, 0]);
  expect(temperatureScaling(logits, [0, 1, 1], 2, 2)).toBe("separable");
  expect(temperatureScaling(logits, [0, 1, 1], 2)).toEqual(temperatureScaling(logits, [0, 1, 1], 2, 3));
  expect(temperatureScaling(Float64Array.from([3, 3, 1, 0]), [0, 1], 2, 1)).toBe("constant input");
});

test("one item that is not like the others is enough for an optimum, wherever it stands", () => {
  const logits = Float64Array.from([1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
  for (let wrong = 0; wrong < 5; wrong++)
    expect(temperatureScaling(logits, [0, 0, 0, 0, 0].with(wrong, 1), 2)).toMatchObject({
      temperature: expect.closeTo(1 / Math.log(4), 10),
    });
});

test("of three choices, the temperature is where no other fits better", () => {
  const logits = Float64Array.from({ length: 36 }, (_, k) => 3 * Math.sin(5 * k));
  const gold = Uint8Array.from({ length: 12 }, (_, i) => {
    const [a, b, c] = logits.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    return i % 4 === 0 ? 0 : a > b && a > c ? 0 : b > c ? 1 : 2;
  });
  const nllAt = (temperature: number) =>
    Array.from(gold, (right, i) => {
      const z = Array.from(logits.subarray(3 * i, 3 * i + 3), (value) => value / temperature);
      return Math.log(z.reduce((total, value) => total + Math.exp(value), 0)) - z[right]!;
    }).reduce((total, value) => total + value, 0) / 12;
  const fit = temperatureScaling(logits, gold, 3);
  if (typeof fit === "string") return expect.fail(fit);
  expect(fit.nll).toBeCloseTo(nllAt(fit.temperature), 12);
  for (const other of [0.999, 1.001]) expect(nllAt(fit.temperature * other)).toBeGreaterThan(fit.nll);
});
