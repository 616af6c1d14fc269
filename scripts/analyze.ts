import { join, resolve } from "node:path";
import { analyze } from "../src/analysis/analyze.ts";
import { writeAnalysis } from "../src/estimates/write-analysis.ts";
import { loadStudy } from "../src/study/load-study.ts";
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
    const { step, done } = progress();
    step(`reading ${data}`);
    const study = await loadStudy(data);
    done(`read ${study.cells.length} cells from ${study.files.length} files`);
    const analysis = await analyze(study, done);
    const path = out ?? join(BUNDLED, "derived/analysis.json");
    const [main, ...tables] = writeAnalysis(analysis, path);
    done(`wrote ${analysis.estimates.length} estimates to ${main} and ${tables.length} tables beside it`);
  },
);
