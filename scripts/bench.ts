import { availableParallelism, cpus, loadavg } from "node:os";
import { simulatePower } from "../bench/power.ts";
import { powerReport } from "../bench/power-report.ts";
import { measureSpeed } from "../bench/speed.ts";
import { speedReport } from "../bench/speed-report.ts";
import { writeAtomic } from "../src/files.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

const STUDIES = "150";
const ITEMS = "10000000";
const CELLS = 3240;

await runCommand(
  {
    name: "bench",
    summary: "Measure the statistics: how fast they are (speed, the default), how often verdicts are right (power).",
    positionals: "[speed | power]",
    options: {
      out: { type: "string", description: "gets a page and its numbers", placeholder: "DIR", default: "docs" },
      studies: { type: "string", description: "power: simulated studies a row", placeholder: "N", default: STUDIES },
      items: { type: "string", description: "speed: items to aggregate", placeholder: "N", default: ITEMS },
      python: {
        type: "string",
        description: "speed: the Python of the peers",
        placeholder: "FILE",
        default: "python3",
      },
    },
  },
  ({ out, studies, items, python }, [suite = "speed", ...rest]) => {
    if ((suite !== "power" && suite !== "speed") || rest.length > 0) return refuse("name one suite: speed or power.");
    for (const [name, value] of Object.entries({ studies, items }))
      if (!/^[1-9]\d*$/.test(value)) return refuse(`--${name} ${value} is not a whole number above 0.`);
    const { done } = progress();
    const write = (name: string, page: string, numbers: object) => {
      writeAtomic(`${out}/${name}.json`, `${JSON.stringify(numbers, null, 2)}\n`);
      writeAtomic(`${out}/${name}.md`, page);
      done(`wrote ${out}/${name}.md and ${out}/${name}.json`);
    };
    if (suite === "power") {
      const command = `npm run bench -- power${studies === STUDIES ? "" : ` --studies ${studies}`}`;
      const tables = simulatePower(Number(studies), done);
      return write("power", powerReport(tables, command), { command, ...tables });
    }
    const command = `npm run bench -- speed${items === ITEMS ? "" : ` --items ${items}`}`;
    // twenty benchmarks, before and after
    const size = { benchmarks: 40, tested: 16, mixtures: 9, replicates: 10_000, items: Number(items), cells: CELLS };
    const load = loadavg()[0] ?? 0;
    const tables = measureSpeed({ size, python, done });
    const machine = {
      processor: cpus()[0]?.model.trim() ?? "an unnamed processor",
      cores: availableParallelism(),
      runtime: `Node ${process.versions.node}`,
      load,
    };
    return write("benchmarks", speedReport(tables, machine, command), { command, machine, ...tables });
  },
);

function refuse(message: string): void {
  console.error(`bench: ${message}\nSee: npm run bench -- --help`);
  process.exitCode = 1;
}
