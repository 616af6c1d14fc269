import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./command.ts";

/** What is run, in order: the first that fails ends the run. */
const STEPS = ["types", "lint", "unit"] as const;

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

await runCommand(
  { name: "test", summary: "Everything a contributor must see green: types, lint, and all tests.", options: {} },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "magic-correlations-test-"));
    const report = join(folder, "vitest.json");
    let failed: string | undefined;
    for (const step of STEPS) {
      console.log(`\n── ${step} ──`);
      const arguments_ =
        step === "unit" ? ["--", "--reporter=default", "--reporter=json", `--outputFile=${report}`] : [];
      const { status } = spawnSync("npm", ["run", "--silent", step, ...arguments_], { stdio: "inherit" });
      if (status !== 0) failed = step;
      if (failed) break;
    }
    const counts = readCounts(report);
    rmSync(folder, { recursive: true, force: true });
    if (failed) {
      console.log(`\n${failed} failed. Run it alone: npm run ${failed}`);
      process.exitCode = 1;
    }
    console.log(`${counts.numPassedTests} passed, ${counts.numFailedTests} failed`);
  },
);

/** Vitest's counts; a run that never came to the tests passed none. */
function readCounts(report: string): Counts {
  try {
    return JSON.parse(readFileSync(report, "utf8")) as Counts;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}
