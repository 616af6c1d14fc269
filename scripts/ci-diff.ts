import { join } from "node:path";
import { changedFigures, figuresMarkdown, figuresPage } from "../src/ci/changed-figures.ts";
import { writeAtomic } from "../src/files.ts";
import { diffMarkdown } from "../src/releases/diff-markdown.ts";
import { diffStates } from "../src/releases/diff-states.ts";
import { builtState, isBuiltReport } from "../src/site/built-state.ts";
import { diffVersions } from "../src/site/diff-versions.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

await runCommand(
  {
    name: "ci:diff",
    summary: [
      "Writes what a pull request is told: comment.md, and figures.html with the changed figures side by side. It compares with the",
      "report of the base where `npm run ci:base` has built it, else with the last release.",
    ].join("\n"),
    options: {
      data: { type: "string", placeholder: "DIR", description: "the study folder", default: "data" },
      content: { type: "string", placeholder: "DIR", description: "the narrative", default: "content" },
      analysis: { type: "string", placeholder: "FILE", description: "this analysis.json, without analysing" },
      base: { type: "string", placeholder: "DIR", description: "the report of the base", default: "dist-base" },
      report: { type: "string", placeholder: "DIR", description: "the built report", default: "dist" },
      out: { type: "string", placeholder: "DIR", description: "where both files go", default: "dist-comment" },
    },
  },
  async ({ base, report, out, ...options }) => {
    const hasBase = isBuiltReport(base);
    const diff = hasBase
      ? diffStates(builtState(base, "the base"), builtState(report, "this change"))
      : await diffVersions([], options, progress());
    const figures = changedFigures(hasBase ? base : join(report, "v", diff.from), report);
    const comment = [diffMarkdown(diff), figuresMarkdown(figures)].filter((part) => part !== "").join("\n");
    writeAtomic(join(out, "comment.md"), comment);
    writeAtomic(join(out, "figures.html"), figuresPage(figures, diff.from));
    console.log(`Compared with ${diff.from}: ${figures.length} figures changed. Wrote ${join(out, "comment.md")}.`);
  },
);
