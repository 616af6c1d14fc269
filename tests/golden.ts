import { readFileSync } from "node:fs";
import { expect } from "vitest";

/** One reference case: see tests/golden/README.md. */
export interface GoldenCase {
  readonly function: string;
  readonly args: readonly unknown[];
  readonly expected: unknown;
  readonly tolerance: { readonly abs: number; readonly rel: number };
  readonly source: string;
  readonly note: string;
}

const { cases } = JSON.parse(readFileSync(new URL("golden/golden.json", import.meta.url), "utf8")) as {
  cases: GoldenCase[];
};

/** The cases of one function of the reference, with NaN where their arguments say null. At least one, or the name is wrong. */
export function goldenCases(name: string): GoldenCase[] {
  const own = cases.filter((each) => each.function === name);
  if (own.length === 0) throw new RangeError(`goldenCases: no case of ${name}`);
  return own.map((each, k) => ({ ...each, note: each.note ?? `case ${k + 1}`, args: each.args.map(withNaN) }));
}

function withNaN(value: unknown): unknown {
  if (value === null) return Number.NaN;
  return Array.isArray(value) ? value.map(withNaN) : value;
}

/** Every number of `expected` is met within abs + rel·|expected|, at any depth; more keys than expected are fine. */
export function expectClose(call: () => unknown, expected: unknown, tolerance: GoldenCase["tolerance"]): void {
  if (isObject(expected) && "throws" in expected) return expect(call).toThrow();
  compare(call(), expected, tolerance, "result");
}

function compare(got: unknown, expected: unknown, { abs, rel }: GoldenCase["tolerance"], path: string): void {
  if (expected === null) return expect(got, path).toBeNull();
  if (typeof expected === "number") {
    expect(typeof got, path).toBe("number");
    const off = Math.abs((got as number) - expected);
    expect(off <= abs + rel * Math.abs(expected), `${path} is ${got}, the reference ${expected}, off by ${off}`).toBe(
      true,
    );
    return;
  }
  if (Array.isArray(expected)) {
    expect(got, path).toHaveLength(expected.length);
    for (const [k, each] of expected.entries()) compare((got as unknown[])[k], each, { abs, rel }, `${path}[${k}]`);
    return;
  }
  if (isObject(expected)) {
    if ("infinity" in expected) return expect(got, path).toBe(Number(expected.infinity) * Number.POSITIVE_INFINITY);
    for (const [key, each] of Object.entries(expected))
      compare((got as Record<string, unknown>)[key], each, { abs, rel }, `${path}.${key}`);
    return;
  }
  expect(got, path).toEqual(expected);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
