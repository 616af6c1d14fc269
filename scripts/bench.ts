import { simulatePower } from "../bench/power.ts";
import { powerReport } from "../bench/power-report.ts";
import { writeAtomic } from "../src/files.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

const STUDIES = "150";

await runCommand(
  {
    name: "bench",
    summary: "Measure the statistics: how often verdicts are right on simulated studies (power).",
    positionals: "power",
    options: {
      studies: { type: "string", description: "simulated studies for each row", placeholder: "N", default: STUDIES },
      out: {
        type: "string",
        description: "the folder that gets the page and the numbers",
        placeholder: "DIR",
        default: "docs",
      },
    },
  },
  ({ studies, out }, [suite, ...rest]) => {
    if (suite !== "power" || rest.length > 0) return refuse("name one suite: power.");
    const count = Number(studies);
    if (!Number.isInteger(count) || count < 1) return refuse(`--studies ${studies} is not a whole number above 0.`);
    const { done } = progress();
    const tables = simulatePower(count, done);
    const command = `npm run bench -- power${studies === STUDIES ? "" : ` --studies ${studies}`}`;
    writeAtomic(`${out}/power.json`, `${JSON.stringify({ command, ...tables }, null, 2)}\n`);
    writeAtomic(`${out}/power.md`, powerReport(tables, command));
    done(`wrote ${out}/power.md and ${out}/power.json`);
  },
);

function refuse(message: string): void {
  console.error(`bench: ${message}\nSee: npm run bench -- --help`);
  process.exitCode = 1;
}
