import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { writeAnalysis } from "../../src/estimates/write-analysis.ts";
import { analyseStudy } from "../../src/site/analyse-study.ts";
import { checkClaims } from "../../src/site/check-claims.ts";
import { unmetClaim } from "../../src/site/unmet-claim.ts";
import { writeStudy } from "../studies/write-study.ts";
import { userEnvironment } from "./run-build.ts";

const ID = "level/accuracy/small/pretrain/mix-1/benchmark/bench-1/mean";
const SENTENCE = "The first mixture is right on the first benchmark more often than never.";
const SILENT = { step: () => {}, done: () => {} };

let work = "";
let data = "";
let content = "";
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "check-"));
  [data, content] = [join(work, "data"), join(work, "content")];
  mkdirSync(data);
  writeStudy(data, { mixtures: 3, benchmarks: 3 });
  cpSync("content", content, { recursive: true });
  const claim = `\n\n:::claim{#ever-right when="value('${ID}') > 0.05"}\n${SENTENCE}\n:::\n`;
  const page = readFileSync("content/rq1.md", "utf8");
  writeFileSync(join(content, "rq1.md"), page + claim);
  await analyseStudy(data, join(work, "whole", "analysis.json"), SILENT);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The analysis of the study with one value changed. */
async function flipped(value: number): Promise<string> {
  const analysis = readAnalysis(join(work, "whole", "analysis.json"));
  const estimates = analysis.estimates.map((one) => (one.id === ID ? { ...one, value } : one));
  const path = join(work, `flipped-${value}`, "analysis.json");
  await writeAnalysis({ ...analysis, estimates }, path);
  return path;
}

test("a claim that is as expected passes", async () => {
  const { claims, unmet } = await checkClaims(
    { data, content, analysis: join(work, "whole", "analysis.json") },
    SILENT,
  );
  expect(claims).toBeGreaterThan(0);
  expect(unmet.filter(({ id }) => id === "ever-right")).toEqual([]);
});

test("a number that flips a claim fails the check, which names the sentence, its place, both statuses and the number", async () => {
  const { unmet } = await checkClaims({ data, content, analysis: await flipped(0.0123) }, SILENT);
  const claim = unmet.find(({ id }) => id === "ever-right")!;
  const text = unmetClaim(claim);
  const line = readFileSync(join(content, "rq1.md"), "utf8")
    .split("\n")
    .findIndex((one) => one.includes("#ever-right"));
  expect(text).toContain(`rq1.md:${line + 1}  claim #ever-right: fails; expected: holds.`);
  expect(text).toContain(`“${SENTENCE}”`);
  expect(text).toContain(`${ID}  1.2\u00a0%`);
});

test("npm run check ends with 1 and names the sentence, without a stack", async () => {
  const options = ["--data", data, "--content", content, "--analysis", await flipped(0.0123)];
  const { status, stderr } = spawnSync(process.execPath, ["scripts/check.ts", ...options], {
    encoding: "utf8",
    env: userEnvironment(),
  });
  expect(status).toBe(1);
  expect(stderr).toContain(SENTENCE);
  expect(stderr).toMatch(/\d+ of \d+ claims (is|are) not as expected\.\n$/);
  expect(stderr).not.toMatch(/^\s+at /m);
});
