import { expect, test } from "vitest";
import { benchmarkMatrix } from "../../src/figures/benchmark-matrix.ts";
import { sampleReport } from "./sample-report.ts";

test("benchmark-matrix of 60 benchmarks draws the 40 in the most clear pairs, and names as many as have room", () => {
  const report = sampleReport({ benchmarks: 60, categories: 12 });
  const busy = report.study.design.benchmarks[59]!;
  const estimates = new Map(report.estimates);
  for (const [id, estimate] of estimates)
    if (id.startsWith("cross-benchmark/accuracy/") && id.split("/").includes(busy.id) && estimate.value !== null)
      estimates.set(id, { ...estimate, interval: { ...estimate.interval!, low: 0.1, high: 0.9 } });
  const figure = benchmarkMatrix({ ...report, estimates }, {});
  if ("missing" in figure) throw new Error(figure.missing);
  const drawn = new Set(figure.table.rows.flatMap(({ before, after }) => [before, after]));
  expect(drawn.size).toBe(40);
  expect(drawn).toContain(busy.label);
  expect(figure.caption).toContain("Of 60 benchmarks, the 40");
  expect(figure.svg.narrow.match(/<title>[^<]* → /g)).toHaveLength(40 * 40);
  // a line of letters to each row
  for (const svg of Object.values(figure.svg)) expect(Number(/height="(\d+)"/.exec(svg)![1])).toBeGreaterThan(40 * 13);
});
