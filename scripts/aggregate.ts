import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { aggregateStudy } from "../src/aggregation/aggregate-study.ts";
import { duckdbEngine } from "../src/aggregation/duckdb-engine.ts";
import { itemSources } from "../src/aggregation/item-sources.ts";
import { tableSources, trinoEngine } from "../src/aggregation/trino-engine.ts";
import { FaultError } from "../src/faults.ts";
import { runFolder } from "../src/files.ts";
import { readImportMap } from "../src/importers/import-map.ts";
import { onStopSignal } from "../src/stop-signals.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

const SERVER = "http://localhost:8080";

await runCommand(
  {
    name: "aggregate",
    summary: [
      "Makes results.csv of a study from items that are too many to keep in it: Parquet and CSV, read out of core.",
      "Files that were aggregated before are not read again. With --engine trino, PATH… are tables: CATALOG.SCHEMA.TABLE.",
    ].join("\n"),
    positionals: "PATH…",
    options: {
      out: { type: "string", placeholder: "DIR", description: "the study folder to write results.csv into" },
      map: { type: "string", placeholder: "FILE", description: "what columns and ids are called (docs/importers.md)" },
      engine: { type: "string", placeholder: "duckdb|trino", description: "what runs the SQL", default: "duckdb" },
      memory: { type: "string", placeholder: "SIZE", description: "duckdb: memory of the process", default: "2GB" },
      threads: { type: "string", placeholder: "N", description: "duckdb: how many threads; all cores unless told" },
      server: { type: "string", placeholder: "URL", description: "trino: where it listens", default: SERVER },
    },
  },
  async ({ out, map: mapFile, engine: name, memory, threads, server }, paths) => {
    refuseUnless(paths.length > 0, "there is nothing to aggregate", "npm run aggregate -- PATH… --out DIR");
    refuseUnless(out !== undefined, "--out is missing", "npm run aggregate -- PATH… --out DIR");
    refuseUnless(name === "duckdb" || name === "trino", `--engine is ${name}`, "duckdb or trino");
    refuseUnless(threads === undefined || /^[1-9]\d{0,3}$/.test(threads), `--threads is ${threads}`, "a whole number");
    const map = mapFile === undefined ? undefined : { map: readImportMap(mapFile), file: mapFile };
    const { step, done } = progress();
    let spill: string | undefined;
    const remove = () => {
      if (spill !== undefined) rmSync(spill, { recursive: true, force: true });
    };
    const releaseSignals = onStopSignal(remove, `${out} is as it was, and files that were done are not read again`);
    try {
      spill = runFolder(tmpdir(), "magic-correlations-aggregate-");
      const sources = name === "trino" ? tableSources(paths) : await itemSources(paths);
      const engine =
        name === "trino"
          ? trinoEngine({ server })
          : await duckdbEngine({ memory, threads: threads === undefined ? null : Number(threads), spill });
      try {
        const { items, cells, counts, written } = await aggregateStudy({ engine, sources, map, out: out ?? "", step });
        done(
          `${items.toLocaleString("en-US")} items of ${sources.length} ${sources.length === 1 ? "table" : "tables"} in ${cells.toLocaleString("en-US")} cells`,
        );
        done(
          `results by file, and by levels over their seeds: ${counts.kept} kept from before, ${counts.made} made, ${counts.damaged} damaged and made again`,
        );
        done(`wrote ${written.map((file) => `${out}/${file}`).join(", ")}`);
      } finally {
        await engine.close();
      }
    } finally {
      releaseSignals();
      remove();
    }
  },
);

function refuseUnless(holds: boolean, value: string, expected: string): asserts holds {
  if (holds) return;
  const todo = "`npm run aggregate -- --help` tells the options.";
  throw new FaultError([{ file: "aggregate", value, expected, todo }]);
}
