import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatFaults } from "../../src/faults.ts";
import { sampleReport } from "../estimates/sample-report.ts";
import { compileSample } from "./compile-sample.ts";

/**
 * A folder of `cases/` is a case: `input.md` (and `commentary.md`), and what it gives: `output.html` or `faults.txt`. In a
 * study of one scale where the name ends in `-one-scale`. A case without expectation writes it here, and fails in CI.
 */
const CASES = join(import.meta.dirname, "cases");

test.each(readdirSync(CASES).sort())("case %s", (name) => {
  const folder = join(CASES, name);
  const read = (file: string) =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : undefined;
  const report = sampleReport(name.endsWith("-one-scale") ? { scales: 1 } : {});
  const page = compileSample(read("input.md") ?? "", { report, commentary: read("commentary.md") });
  const [file, text] =
    page.faults.length > 0
      ? ["faults.txt", `${formatFaults(page.faults)}\n`]
      : ["output.html", `${page.answer === null ? "" : `<p class="answer">${page.answer}</p>\n`}${page.html}\n`];
  const expected = read(file);
  if (expected === undefined && !process.env.CI && readdirSync(folder).every((each) => each.endsWith(".md")))
    writeFileSync(join(folder, file), text);
  else expect(text).toBe(expected);
});
