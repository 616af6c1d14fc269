import { availableParallelism, cpus, loadavg } from "node:os";
import { simulatePower } from "../bench/power.ts";
import { powerReport } from "../bench/power-report.ts";
import { measureScale, type ScaleRow } from "../bench/scale.ts";
import { scaleReport } from "../bench/scale-report.ts";
import { measureSite } from "../bench/site.ts";
import { siteReport } from "../bench/site-report.ts";
import { measureSiteTimes } from "../bench/site-times.ts";
import { measureSpeed } from "../bench/speed.ts";
import { speedReport } from "../bench/speed-report.ts";
import { writeAtomic } from "../src/files.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

const STUDIES = "150";
const ITEMS = "10000000";
const CELLS = 3240;
const MEMORY = "2GB";

await runCommand(
  {
    name: "bench",
    summary: [
      "Measure the statistics: how fast they are (speed, the default), how often verdicts are right (power), and what it takes to",
      "aggregate many items (scale: a tenth of --items too, and a hundredth), and how long pages take (site; needs the network).",
    ].join("\n"),
    positionals: "[speed | power | scale | site]",
    options: {
      out: { type: "string", description: "gets a page and its numbers", placeholder: "DIR", default: "docs" },
      studies: { type: "string", description: "power: simulated studies a row", placeholder: "N", default: STUDIES },
      items: { type: "string", description: "speed, scale: items to aggregate", placeholder: "N", default: ITEMS },
      memory: { type: "string", description: "scale: memory of a process", placeholder: "SIZE", default: MEMORY },
      python: {
        type: "string",
        description: "speed: the Python of the peers",
        placeholder: "FILE",
        default: "python3",
      },
    },
  },
  async ({ out, studies, items, memory, python }, [suite = "speed", ...rest]) => {
    if (!["power", "speed", "scale", "site"].includes(suite) || rest.length > 0)
      return refuse("name one suite: speed, power, scale or site.");
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
    const load = loadavg()[0] ?? 0;
    const machine = {
      processor: cpus()[0]?.model.trim() ?? "an unnamed processor",
      cores: availableParallelism(),
      runtime: `Node ${process.versions.node}`,
      load,
    };
    if (suite === "site") {
      const command = "npm run bench -- site";
      const rows = measureSite(done);
      const times = await measureSiteTimes(done);
      return write("site-benchmark", siteReport(rows, times, machine, command), { command, machine, rows, times });
    }
    if (suite === "scale") {
      const sizes = [0.01, 0.1, 1].map((share) => Math.round(Number(items) * share)).filter((size) => size >= 1e6);
      const given = memory === MEMORY ? "" : ` --memory ${memory}`;
      const command = `npm run bench -- scale${items === ITEMS ? "" : ` --items ${items}`}${given}`;
      const rows: ScaleRow[] = [];
      // after each size, so that a long run that is stopped leaves what it has
      for (const size of sizes.length > 0 ? sizes : [Number(items)]) {
        rows.push(...measureScale(size, memory, done));
        write("scale-benchmark", scaleReport({ memory, rows }, machine, command), { command, machine, memory, rows });
      }
      return;
    }
    const command = `npm run bench -- speed${items === ITEMS ? "" : ` --items ${items}`}`;
    // twenty benchmarks, before and after
    const size = { benchmarks: 40, tested: 16, mixtures: 9, replicates: 10_000, items: Number(items), cells: CELLS };
    const tables = measureSpeed({ size, python, done });
    return write("benchmarks", speedReport(tables, machine, command), { command, machine, ...tables });
  },
);

function refuse(message: string): void {
  console.error(`bench: ${message}\nSee: npm run bench -- --help`);
  process.exitCode = 1;
}
