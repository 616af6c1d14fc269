import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { countMutants, MUTANT_NOTES, type MutantCount, type MutationReport } from "../src/ci/mutants.ts";
import { oneFault } from "../src/faults.ts";
import { runCommand } from "./command.ts";

const FOLDER = "src/statistics";
const NOTES = "tests/statistics/mutants.yaml";
/** Of a hundred mutants, at least so many must be noticed. */
const LEAST = 90;
/** Programs for WebAssembly, byte by byte: a mutant is another program, and most of those do not end. */
const LEFT_OUT = /-code$|^running-sums$/;

await runCommand(
  {
    name: "mutation",
    summary:
      "Changes the statistics in small ways, one at a time, and asks whether a test notices (Stryker): all files, or those that are named.",
    options: {},
    positionals: "[FILE …]",
  },
  (_, names) => {
    const notes = MUTANT_NOTES.parse(parse(readFileSync(NOTES, "utf8")));
    const all = globSync(`${FOLDER}/*.ts`).map((path) => basename(path, ".ts"));
    const files = all.filter((name) => !LEFT_OUT.test(name)).toSorted();
    for (const name of [...names, ...Object.keys(notes)])
      if (!files.includes(name)) throw oneFault(NOTES, name, `a file of ${FOLDER}`, "Write its name without “.ts”.");
    const counts = (names.length > 0 ? names : files).map((name) => {
      const count = countOf(name, notes[name]);
      console.log(lineOf(name, count));
      return { name, ...count };
    });
    const noticed = counts.reduce((total, count) => total + count.noticed, 0);
    const survived = counts.flatMap(({ explained, unexplained }) => [...explained, ...unexplained]).length;
    const score = (100 * noticed) / (noticed + survived);
    console.log(`${noticed} of ${noticed + survived} mutants of ${counts.length} files noticed: ${score.toFixed(1)} %`);
    if (
      counts.some(({ unexplained, stale }) => unexplained.length + stale.length > 0) ||
      (names.length === 0 && score < LEAST)
    )
      throw oneFault(
        NOTES,
        "what is printed above",
        `${LEAST} % noticed, and every survivor explained`,
        "Test or explain.",
      );
  },
);

/** Runs Stryker on one file, with the tests that must notice. */
function countOf(name: string, own: Parameters<typeof countMutants>[1]): MutantCount {
  const { status, stdout } = spawnSync("stryker", ["run", "--mutate", `${FOLDER}/${name}.ts`], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, MUTATION_TESTS: own?.tests?.join(",") ?? "*" },
  });
  if (status !== 0) throw oneFault(name, `Stryker ended with ${status}`, "a report", stdout.slice(-2000));
  const { files } = JSON.parse(readFileSync("dist-mutation/report.json", "utf8")) as MutationReport;
  const file = files[`${FOLDER}/${name}.ts`];
  // a file of types alone, or of constants, has no mutant
  return file ? countMutants(file, own) : { noticed: 0, explained: [], unexplained: [], stale: [] };
}

function lineOf(name: string, { noticed, explained, unexplained, stale }: MutantCount): string {
  const lines = [`${name}: ${noticed} noticed, ${explained.length} explained, ${unexplained.length} not`];
  for (const { line, change } of unexplained) lines.push(`  ${line}: ${change}`);
  for (const change of stale) lines.push(`  explained, but not among the survivors: ${change}`);
  return lines.join("\n");
}
