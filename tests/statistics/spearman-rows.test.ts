import fc from "fast-check";
import { expect, test } from "vitest";
import { spearman } from "../../src/statistics/spearman.ts";
import { spearmanRows } from "../../src/statistics/spearman-rows.ts";

const NAN = Number.NaN;

test("spearmanRows is Spearman's ρ of every row, for short rows and long ones, with many ties and with few", () => {
  const value = fc.oneof(fc.nat(3), fc.nat(40), fc.constantFrom(-1e300, 1e300, 5e-324, -0, Infinity, -Infinity));
  fc.assert(
    fc.property(fc.constantFrom(3, 9, 23, 24, 25, 26, 60), fc.infiniteStream(value), (n, stream) => {
      const draw = () => Float64Array.from({ length: 3 * n }, () => stream.next().value ?? 0);
      const [x, y] = [draw(), draw()];
      const rows = spearmanRows(x, y, n);
      expect(rows).toHaveLength(3);
      for (let r = 0; r < 3; r++) {
        const [a, b] = [x, y].map((all) => ranked(all.subarray(r * n, (r + 1) * n)));
        const expected = spearman(a!, b!);
        if (expected === null) expect(rows[r]).toBeNaN();
        else expect(rows[r]).toBeCloseTo(expected, 12);
      }
    }),
  );
});

/** How many values are smaller: the same order, in finite numbers. */
function ranked(values: Float64Array): number[] {
  return Array.from(values, (value) => values.filter((other) => other < value).length);
}

test.each([4, 24, 25, 100])("rows of %d in the same order have ρ 1 to the bit, in the opposite −1", (n) => {
  const up = Float64Array.from({ length: 2 * n }, (_, i) => Math.sqrt(i % n));
  const down = up.map((value, i) => (i < n ? value ** 3 : -value));
  expect([...spearmanRows(up, down, n)]).toEqual([1, -1]);
});

test.each([4, 30])(
  "a row of %d that holds a NaN at either end, or is constant, is undefined; its neighbours are not",
  (n) => {
    const row = Float64Array.from({ length: n }, (_, i) => (i * 7) % n);
    const rows = [row, row.with(0, NAN), row, row.with(n - 1, NAN), row, row.map(() => 3), row];
    const x = Float64Array.from(rows.flatMap((each) => [...each]));
    const y = Float64Array.from(rows.flatMap(() => [...row]));
    expect([...spearmanRows(x, y, n)]).toEqual([1, NAN, 1, NAN, 1, NAN, 1]);
    expect([...spearmanRows(y, x, n)]).toEqual([1, NAN, 1, NAN, 1, NAN, 1]);
  },
);

test("rows of one value are constant, and no rows have no ρ", () => {
  expect([...spearmanRows(Float64Array.of(1, 2), Float64Array.of(2, 1), 1)]).toEqual([NAN, NAN]);
  expect(spearmanRows(new Float64Array(0), new Float64Array(0), 5)).toHaveLength(0);
});

test.each([
  [6, 3, 3],
  [4, 4, 3],
  [0, 0, 0],
  [2, 2, -1],
])("%d and %d values make no rows of %d", (a, b, n) => {
  expect(() => spearmanRows(new Float64Array(a), new Float64Array(b), n)).toThrow(
    new RangeError(`spearmanRows: ${a} and ${b} values in rows of ${n}`),
  );
});
