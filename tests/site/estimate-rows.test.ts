import { expect, test } from "vitest";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { estimateRows } from "../../src/site/estimate-rows.ts";

const ESTIMATE: Estimate = {
  id: "predictor/accuracy/40k/taxonomy/self/spearman",
  value: -0.714,
  interval: { low: -0.93, high: 0.1, level: 0.95, method: "bootstrap" },
  p: { value: 0.0004, method: "exact", adjusted: 0.034 },
  n: 9,
  unit: "mixture",
  quantity: "correlation",
  verdict: "inconclusive",
  verdictReason: "9 mixtures cannot tell",
  mixturesNeeded: 17,
  from: "cells",
};
const cells = (html: string) =>
  [...html.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map((match) => match[1]!.replace(/<[^>]*>/g, ""));

test("estimateRows(estimate) anchors the row by its id and prints what decides it", () => {
  const html = estimateRows([ESTIMATE], "predictor/accuracy/40k");
  expect(html).toContain('<tr id="predictor/accuracy/40k/taxonomy/self/spearman">');
  expect(cells(html)).toEqual([
    "taxonomy/self/spearman",
    "−0.71",
    "−0.93 to 0.10",
    "&lt; 0.001",
    "0.03",
    "9",
    "inconclusive 9 mixtures cannot tell; some 17 mixtures would settle it",
  ]);
});

test("estimateRows(undefined value) says why, and escapes what it says", () => {
  const { interval: _, p: __, verdict: ___, verdictReason: ____, mixturesNeeded: _____, ...rest } = ESTIMATE;
  const html = estimateRows([{ ...rest, value: null, reason: "a < b & c" }], "predictor/accuracy/40k");
  expect(cells(html).slice(1)).toEqual(["–", "–", "–", "–", "9", "a &lt; b &amp; c"]);
});
