import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deployedAt } from "../src/ci/deployed-at.ts";
import { filesIn, folderDrift } from "../src/ci/folder-drift.ts";
import { FaultError } from "../src/faults.ts";
import { buildReport } from "../src/site/build-report.ts";
import { faultList } from "../src/study/fault-list.ts";
import { readDesign } from "../src/study/read-design.ts";
import { studyFolder } from "../src/study/study-folder.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

const SHOWN = 50;

await runCommand(
  {
    name: "drift",
    summary: "Builds the report from scratch and compares every byte with what is deployed.",
    options: {
      data: { type: "string", placeholder: "DIR", description: "the study folder", default: "data" },
      content: { type: "string", placeholder: "DIR", description: "the narrative", default: "content" },
      url: { type: "string", description: "where it is deployed (default: REPORT_URL, or else the url of study.yaml)" },
      against: { type: "string", placeholder: "DIR", description: "compare with this folder instead" },
    },
  },
  async ({ data, content, url, against }) => {
    // before the build, which takes its time
    const [deployed, known] =
      against === undefined
        ? [deployedAt(addressKnown(url || process.env.REPORT_URL || urlOfStudy(data)))]
        : [folderReader(against), filesIn(against)];
    const work = mkdtempSync(join(tmpdir(), "magic-correlations-drift-"));
    try {
      const fresh = join(work, "report");
      await buildReport({ data, content, out: fresh, base: "/" }, progress());
      const lines = await folderDrift(fresh, deployed, known);
      if (lines.length === 0) return console.log(`No drift: ${filesIn(fresh).length} files are the same bytes.`);
      console.error(lines.slice(0, SHOWN).join("\n"));
      console.error(`${lines.length} files drifted.`);
      process.exitCode = 1;
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
);

function folderReader(folder: string) {
  return async (path: string) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : null);
}

/** The address that the study declares, if any: a study that cannot be read is told by the build. */
function urlOfStudy(data: string): string | undefined {
  const faults = faultList(data);
  const folder = studyFolder(data, faults);
  return folder === null ? undefined : readDesign(folder, faults).design?.url;
}

function addressKnown(url: string | undefined): string {
  if (url) return url;
  const todo = "Give --url, set REPORT_URL, or declare url in study.yaml.";
  throw new FaultError([
    { file: "npm run drift", value: "the report's address is not known", expected: "an address", todo },
  ]);
}
