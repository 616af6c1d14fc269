import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { runCommand } from "./command.ts";

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

await runCommand(
  { name: "test", summary: "Everything a contributor must see green: types, lint, and all tests.", options: {} },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "magic-correlations-test-"));
    const report = join(folder, "vitest.json");
    const failed: string[] = [];
    // a second of lint first; types are checked while tests wait for browsers and builds, and told after them
    if (!(await run("lint"))) failed.push("lint");
    else {
      const types = quietly("types");
      if (!(await run("unit", "--", "--reporter=default", "--reporter=json", `--outputFile=${report}`)))
        failed.push("unit");
      const { isGood, said } = await types;
      console.log(`\n── types ──\n${said.trim()}`);
      if (!isGood) failed.push("types");
    }
    const counts = readCounts(report);
    rmSync(folder, { recursive: true, force: true });
    for (const step of failed) console.log(`\n${step} failed. Run it alone: npm run ${step}`);
    if (failed.length > 0) process.exitCode = 1;
    console.log(`${counts.numPassedTests} passed, ${counts.numFailedTests} failed`);
  },
);

async function run(step: string, ...options: readonly string[]): Promise<boolean> {
  console.log(`\n── ${step} ──`);
  const [status] = await once(spawn("npm", ["run", "--silent", step, ...options], { stdio: "inherit" }), "close");
  return status === 0;
}

/** Runs a step and keeps what it says. */
async function quietly(step: string): Promise<{ readonly isGood: boolean; readonly said: string }> {
  const child = spawn("npm", ["run", "--silent", step], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await ended;
  return { isGood: status === 0, said: out + errors };
}

/** Vitest's counts; a run that never came to the tests passed none. */
function readCounts(report: string): Counts {
  try {
    return JSON.parse(readFileSync(report, "utf8")) as Counts;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}
