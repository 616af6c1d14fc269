import { diffMarkdown } from "../src/releases/diff-markdown.ts";
import { diffText } from "../src/releases/diff-text.ts";
import { diffVersions } from "../src/site/diff-versions.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

await runCommand(
  {
    name: "diff",
    summary:
      "What changed between two versions of the report: claims, verdicts, estimates, data, pages. A version is a release, `working` or a folder that holds a built report. B is the working data, A the last release, where they are not named.",
    positionals: "[A [B]]",
    options: {
      json: { type: "boolean", description: "all of it, as JSON" },
      markdown: { type: "boolean", description: "short, as a comment on a pull request" },
      data: { type: "string", placeholder: "DIR", description: "the study folder", default: "data" },
      content: { type: "string", placeholder: "DIR", description: "the narrative", default: "content" },
      analysis: { type: "string", placeholder: "FILE", description: "working: this analysis.json, without analysing" },
    },
  },
  async ({ json, markdown, ...options }, names) => {
    const diff = await diffVersions(names, options, progress());
    if (json) console.log(JSON.stringify(diff, null, 1));
    else process.stdout.write(markdown ? diffMarkdown(diff) : diffText(diff));
  },
);
