import { expect, test } from "vitest";
import { fingerprint, fingerprintKey } from "../../src/figures/fingerprint.ts";
import { sampleReport } from "./sample-report.ts";

const report = sampleReport();
const marks = (svg: string) => svg.match(/<path d="M[^"]*Z"/g)?.length ?? 0;

test("fingerprint(report, benchmark) says its values in words and draws a mark for each", () => {
  const svg = fingerprint(report, { id: "b-2", label: "A <b> & C" })!;
  const rho = report.estimates.get("rank-persistence/accuracy/s-3/benchmark/b-2/spearman")!;
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="A &lt;b&gt; &amp; C: persistence of accuracy ρ /);
  expect(svg).toContain(`ρ ${rho.value!.toFixed(2).replace("-", "−")} [`);
  expect(marks(svg)).toBe(3); // the sample has no reliability
  expect(svg).not.toMatch(/NaN|undefined|null/);
});

test("a mark is filled where its interval excludes zero", () => {
  const id = "rank-persistence/accuracy/s-3/benchmark/b-2/spearman";
  const at = (low: number, high: number) => {
    const interval = { low, high, level: 0.95, method: "sample" } as const;
    const estimates = new Map(report.estimates).set(id, { ...report.estimates.get(id)!, value: 0.6, interval });
    return fingerprint({ ...report, estimates }, { id: "b-2", label: "B" })!;
  };
  expect(/a2\.5[^"]*Z" fill="([^"]+)"/.exec(at(0.2, 0.9))![1]).toContain("blue");
  expect(/a2\.5[^"]*Z" fill="([^"]+)"/.exec(at(-0.2, 0.9))![1]).toContain("paper");
});

test("no value, no mark; none at all, no fingerprint", () => {
  expect(marks(fingerprint(report, { id: "b-1", label: "B" })!)).toBe(1); // its orders are undefined
  expect(fingerprint(sampleReport({ isUndefined: true }), { id: "b-2", label: "B" })).toBeNull();
  expect(fingerprint(sampleReport({ stages: 1, hasConfidence: false }), { id: "b-2", label: "B" })).toBeNull();
});

test("fingerprintKey() shows what it explains", () => {
  expect(marks(fingerprintKey())).toBe(4);
  expect(fingerprintKey("<svg></svg>")).toContain('<p class="fingerprint-key"><svg></svg>');
});
