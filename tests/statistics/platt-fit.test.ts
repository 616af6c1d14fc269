import { expect, test } from "vitest";
import { crossFittedPlatt } from "../../src/statistics/cross-fitted-platt.ts";
import { IDENTITY, plattFit } from "../../src/statistics/platt-fit.ts";
import { logit, plattScaling } from "../../src/statistics/platt-scaling.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";

/** Outcomes whose true log-odds are slope·logit(q) + intercept. */
function sample(key: string, n: number, slope: number, intercept: number) {
  const next = randomStream(key, 0);
  const q = Array.from({ length: n }, () => 0.02 + (0.96 * next()) / 2 ** 32);
  const x = Float64Array.from(q, logit);
  const y = Uint8Array.from(x, (value) =>
    next() / 2 ** 32 < 1 / (1 + Math.exp(-(slope * value + intercept))) ? 1 : 0,
  );
  return { q, x, y };
}

test.each([
  ["as it is", 1, 0],
  ["overconfident", 0.3, -0.5],
  ["underconfident", 3, 1],
  ["upside down", -2, 0.2],
  ["nearly always right", 1, 4],
  ["nearly separable", 40, 0],
])("plattFit finds what plattScaling finds: %s", (name, slope, intercept) => {
  for (const n of [60, 200, 1500]) {
    const { q, x, y } = sample(`platt/${name}/${n}`, n, slope, intercept);
    const reference = plattScaling(q, y);
    const fit = plattFit(x, y);
    if (!reference) expect(["separable", "one outcome only"]).toContain(fit);
    else {
      if (typeof fit === "string") return expect.fail(fit);
      // the reference adds 1e−12 to its Hessian, which matters where the surface is flat
      expect(Math.abs(fit.slope / reference.slope - 1)).toBeLessThan(1e-6);
      expect(Math.abs(fit.intercept - reference.intercept)).toBeLessThan(1e-6 * (1 + Math.abs(reference.intercept)));
    }
  }
});

test("plattFit recovers the map that made the outcomes", () => {
  const { x, y } = sample("platt/truth", 60_000, 0.6, -0.8);
  const fit = plattFit(x, y);
  if (typeof fit === "string") return expect.fail(fit);
  expect(fit.slope).toBeCloseTo(0.6, 1);
  expect(fit.intercept).toBeCloseTo(-0.8, 1);
  const gradient = [0, 0];
  x.forEach((value, i) => {
    const error = 1 / (1 + Math.exp(-(fit.slope * value + fit.intercept))) - y[i]!;
    gradient[0]! += error * value;
    gradient[1]! += error;
  });
  expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-6);
});

test("plattFit ends where it ends wherever it starts, even where every probability is 0 or 1", () => {
  const { x, y } = sample("platt/start", 150, 1.4, 0.4);
  const fit = plattFit(x, y);
  if (typeof fit === "string") return expect.fail(fit);
  for (const start of [
    { slope: 0, intercept: 0 },
    { slope: -5, intercept: 3 },
    { slope: 4000, intercept: 4000 },
  ]) {
    const other = plattFit(x, y, x.length, start);
    if (typeof other === "string") return expect.fail(other);
    expect(other.slope).toBeCloseTo(fit.slope, 9);
    expect(other.intercept).toBeCloseTo(fit.intercept, 9);
  }
});

test("IDENTITY leaves log-odds as they are", () => {
  expect([-3, 0, 2.5].map((x) => IDENTITY.slope * x + IDENTITY.intercept)).toEqual([-3, 0, 2.5]);
});

test("plattFit says why there is no map", () => {
  expect(plattFit(Float64Array.of(-1, 0, 1), Uint8Array.of(1, 1, 1))).toBe("one outcome only");
  expect(plattFit(Float64Array.of(-1, 0, 1), Uint8Array.of(0, 0, 0))).toBe("one outcome only");
  expect(plattFit(Float64Array.of(-1, 0, 1), Uint8Array.of(0, 0, 1))).toBe("separable");
  expect(plattFit(Float64Array.of(-1, 0, 0, 1), Uint8Array.of(0, 0, 1, 1))).toBe("separable"); // touching at 0
  expect(plattFit(Float64Array.of(-1, 0, 1), Uint8Array.of(1, 0, 0))).toBe("separable");
  expect(plattFit(Float64Array.of(-1, 0, 0, 1), Uint8Array.of(1, 1, 0, 0))).toBe("separable");
  expect(plattFit(Float64Array.of(2, 2, 2), Uint8Array.of(1, 0, 1))).toBe("constant input");
  expect(plattFit(new Float64Array(0), new Uint8Array(0))).toBe("one outcome only");
});

test("crossFittedPlatt maps each fold by the fit to the others", () => {
  const { x, y } = sample("platt/folds", 90, 0.7, 0.3);
  const fold = Uint8Array.from(x, (_, i) => (i * 7) % 5);
  const mapped = crossFittedPlatt(x, y, fold, 5);
  if (typeof mapped === "string") return expect.fail(mapped);
  for (let held = 0; held < 5; held++) {
    const others = x.map((_, i) => i).filter((i) => fold[i] !== held);
    const fit = plattFit(
      others.map((i) => x[i]!),
      Uint8Array.from(others, (i) => y[i]!),
    );
    if (typeof fit === "string") return expect.fail(fit);
    x.forEach((value, i) => {
      if (fold[i] === held) expect(mapped[i]).toBeCloseTo(fit.slope * value + fit.intercept, 8);
    });
  }
  const oneRight = Uint8Array.from(x, (_, i) => (i === 3 ? 1 : 0));
  expect(crossFittedPlatt(x, oneRight, fold, 5)).toBe("one outcome only"); // the fold of the only right answer is held out once
});
