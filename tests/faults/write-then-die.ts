import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeAnalysis } from "../../src/estimates/write-analysis.ts";
import { asideOf, replaceFolder } from "../../src/site/replace-folder.ts";
import { workFolder } from "../../src/site/work-folder.ts";
import { breakAt } from "./break-at.ts";
import { sampleAnalysis } from "./sample-analysis.ts";

// What a build does at its end, killed at a change of the file system: WHAT FOLDER AT
const [what, target = "", at] = process.argv.slice(2);
const die = () => process.kill(process.pid, "SIGKILL");

if (what === "analysis") {
  breakAt(Number(at), die);
  await writeAnalysis(sampleAnalysis(2), join(target, "analysis.json"));
} else {
  const work = workFolder(dirname(target));
  const fresh = join(work, "site");
  mkdirSync(fresh);
  for (const name of ["index.html", "a.html", "b.html"]) writeFileSync(join(fresh, name), "new");
  breakAt(Number(at), die);
  replaceFolder(fresh, target, asideOf(target, work));
}
if (!existsSync(target)) throw new Error("nothing is there");
