import fc from "fast-check";
import { expect, test } from "vitest";
import { FIGURES } from "../../src/figures/figures.ts";
import { levelAxis } from "../../src/figures/level-axis.ts";
import { sampleReport } from "./sample-report.ts";

const level = fc.double({ min: -1, max: 1, noNaN: true });

test("levelAxis(levels) holds all levels", () => {
  fc.assert(
    fc.property(fc.array(level, { minLength: 1 }), (levels) => {
      const [from, to] = levelAxis(levels).domain;
      return levels.every((each) => from < each && each < to);
    }),
  );
});

test("levelAxis(levels, intervals) holds whole intervals, or leaves the levels a third of it", () => {
  const points = fc.array(fc.tuple(level, fc.double({ min: 0, max: 5, noNaN: true })), { minLength: 1 });
  fc.assert(
    fc.property(points, (rows) => {
      const levels = rows.map(([value]) => value);
      const intervals = rows.map(([value, reach]) => ({ low: value - reach, high: value + reach }));
      const [from, to] = levelAxis(levels, intervals).domain;
      const [low, high] = levelAxis(levels).domain;
      const isWhole = intervals.every((each) => from <= each.low && each.high <= to);
      expect(from <= low && high <= to).toBe(true);
      return isWhole || Math.abs((high - low) / (to - from) - 1 / 3) < 1e-9;
    }),
  );
});

test("level-scatter says where the frame cuts an interval, and draws an arrow-head there", () => {
  const report = sampleReport();
  const draw = (reach: number) => {
    const estimates = new Map(
      [...report.estimates].map(([id, each]) =>
        each.value !== null && id.startsWith("level/accuracy/s-3/pretrain/m-1/")
          ? [id, { ...each, interval: { ...each.interval!, low: each.value - reach, high: each.value + reach } }]
          : [id, each],
      ),
    );
    const figure = FIGURES["level-scatter"]!({ ...report, estimates }, {});
    if ("missing" in figure) throw new Error(figure.missing);
    return { caption: figure.caption, arrows: figure.svg.wide.match(/d="M-4,6L0,0L4,6"/g)?.length ?? 0 };
  };
  expect(draw(0.05)).toEqual({ caption: expect.not.stringContaining("arrow-head"), arrows: 0 });
  expect(draw(2)).toEqual({ caption: expect.stringContaining("arrow-head"), arrows: 2 });
});
