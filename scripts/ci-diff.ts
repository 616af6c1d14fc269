import { join } from "node:path";
import { changedFigures, figuresMarkdown, figuresPage } from "../src/ci/changed-figures.ts";
import { writeAtomic } from "../src/files.ts";
import { diffMarkdown } from "../src/releases/diff-markdown.ts";
import { diffVersions } from "../src/site/diff-versions.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

await runCommand(
  {
    name: "ci:diff",
    summary: "Writes what a pull request is told: comment.md, and figures.html with the changed figures side by side.",
    options: {
      data: { type: "string", placeholder: "DIR", description: "the study folder", default: "data" },
      content: { type: "string", placeholder: "DIR", description: "the narrative", default: "content" },
      analysis: { type: "string", placeholder: "FILE", description: "this analysis.json, without analysing" },
      report: { type: "string", placeholder: "DIR", description: "the built report", default: "dist" },
      out: { type: "string", placeholder: "DIR", description: "where both files go", default: "dist-comment" },
    },
  },
  async ({ report, out, ...options }) => {
    const diff = await diffVersions([], options, progress());
    const figures = changedFigures(report, diff.from);
    const comment = [diffMarkdown(diff), figuresMarkdown(figures)].filter((part) => part !== "").join("\n");
    writeAtomic(join(out, "comment.md"), comment);
    writeAtomic(join(out, "figures.html"), figuresPage(figures, diff.from));
    console.log(`Wrote ${join(out, "comment.md")}; ${figures.length} figures changed.`);
  },
);
