import { join, resolve } from "node:path";
import { analyseStudy } from "../src/site/analyse-study.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

const BUNDLED = "data";

await runCommand(
  {
    name: "analyze",
    summary: "Validate a study and compute every estimate: analysis.json, and one CSV per protocol beside it.",
    options: {
      data: { type: "string", description: "the study folder", placeholder: "DIR", default: BUNDLED },
      out: {
        type: "string",
        description: "where analysis.json goes; needed for another study than the bundled one",
        placeholder: "FILE",
      },
    },
  },
  async ({ data, out }) => {
    const isBundled = resolve(data) === resolve(BUNDLED);
    if (out === undefined && !isBundled) {
      console.error("analyze: --out FILE is needed with --data DIR: the study folder itself is left as it is.");
      process.exitCode = 1;
      return;
    }
    const shown = progress();
    const path = out ?? join(BUNDLED, "derived/analysis.json");
    const [main, ...beside] = await analyseStudy(data, path, shown, shown.done);
    shown.done(`Wrote ${main} and ${beside.length} files beside it`);
  },
);
