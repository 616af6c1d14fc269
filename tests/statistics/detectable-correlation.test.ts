import { expect, test } from "vitest";
import { detectableCorrelation } from "../../src/statistics/detectable-correlation.ts";

// population Spearman with 80 % power of the exact test, by simulation of normal data
test.each([
  [6, 0.97],
  [7, 0.918],
  [8, 0.88],
  [9, 0.85],
  [12, 0.747],
  [15, 0.68],
  [20, 0.599],
  [30, 0.497],
])("n = %i: within 0.01 of the simulated %f", (n, simulated) => {
  expect(Math.abs(detectableCorrelation({ n }).observable! - simulated)).toBeLessThan(0.01);
});

test("five units detect nothing", () => {
  expect(detectableCorrelation({ n: 5 })).toEqual({ observable: null, latent: null });
});

test("noise asks for more: the latent correlation is what the ceiling leaves of it", () => {
  const free = detectableCorrelation({ n: 20 });
  const noisy = detectableCorrelation({ n: 20, ceiling: 0.75 });
  expect(noisy.observable).toBe(free.observable);
  expect(noisy.latent).toBeCloseTo(free.latent! / 0.75, 12);
  expect(detectableCorrelation({ n: 20, ceiling: 0.6 }).latent).toBeNull();
  expect(detectableCorrelation({ n: 20, ceiling: 0 }).latent).toBeNull();
});

test("more power needs a larger correlation", () => {
  expect(detectableCorrelation({ n: 9, power: 0.9 }).observable).toBeGreaterThan(
    detectableCorrelation({ n: 9, power: 0.5 }).observable!,
  );
});
