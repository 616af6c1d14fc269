import { FaultError } from "../src/faults.ts";
import { importStudy } from "../src/importers/import-study.ts";
import { IMPORTERS } from "../src/importers/importers.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";
import { tellImport } from "./tell-import.ts";

await runCommand(
  {
    name: "import",
    summary: [
      "Makes a study folder from the evaluation logs of other tools. Without --map, or with one of columns alone and no --out, it prints a draft of the map, and writes nothing.",
      `Formats: ${IMPORTERS.map(({ name, title }) => `${name} (${title})`).join(", ")}.`,
    ].join("\n"),
    positionals: "FORMAT PATH…",
    options: {
      out: { type: "string", placeholder: "DIR", description: "the study folder to write; new or empty" },
      map: { type: "string", placeholder: "FILE", description: "which model is which mixture, scale, seed and stage" },
    },
  },
  async ({ out, map }, [format, ...paths]) => {
    if (format === undefined || paths.length === 0) {
      throw new FaultError([
        {
          file: "import",
          value: "there is nothing to import",
          expected: "npm run import -- FORMAT PATH… --out DIR --map FILE",
          todo: "`npm run import -- --help` lists the formats.",
        },
      ]);
    }
    const { step, done } = progress();
    const result = await importStudy({ format, paths, out: out ?? null, map: map ?? null }, step);
    tellImport(result, {
      done,
      folder: out ?? "",
      draft:
        "This is a draft: save it (npm run --silent import -- … > map.yaml), correct it, and give it with --map FILE. Nothing was written.",
    });
  },
);
