import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { safeComment } from "../src/ci/safe-comment.ts";
import { workflowRuns } from "../src/ci/workflow-runs.ts";
import { runCommand } from "./command.ts";

/** Jobs that need what not every machine has. */
const OTHERS = ["audit", "browsers", "container"] as const;

await runCommand(
  {
    name: "ci:local",
    summary:
      "Runs in a clean clone of the last commit what the workflow runs for a pull request, and shows the comment that would be posted.",
    options: {
      into: { type: "string", placeholder: "BRANCH", description: "what the change goes into", default: "main" },
      keep: { type: "boolean", description: "leave the clone where it is" },
      dry: { type: "boolean", description: "only tell the commands" },
      container: { type: "boolean", description: "the container’s job too: it needs Docker and podman" },
      audit: { type: "boolean", description: "npm audit too: it needs a registry that answers it" },
      browsers: {
        type: "boolean",
        description: "the walk in Firefox, WebKit and w3m too: they are fetched and installed",
      },
    },
  },
  ({ into, keep, dry, ...more }) => {
    const isAsked = (job: string) => !OTHERS.some((name) => name === job && !more[name]);
    const workflow = readFileSync(".github/workflows/report.yml", "utf8");
    const commands = workflowRuns(workflow, "pull_request").filter(({ job }) => isAsked(job));
    if (dry) return console.log(commands.map(({ job, run }) => `${job}: ${run}`).join("\n"));
    const clone = mkdtempSync(join(tmpdir(), "magic-correlations-ci-"));
    try {
      if (!ran("git", ["clone", "--quiet", "--no-local", process.cwd(), clone], ".")) return;
      for (const { run, env } of commands) {
        console.log(`\n══ ${run} ══`);
        if (!ran("bash", ["-euo", "pipefail", "-c", run], clone, { GITHUB_BASE_REF: into, ...env })) return;
      }
      const comment = join(clone, "dist-comment", "comment.md");
      if (existsSync(comment))
        console.log(`\n══ the comment that would be posted ══\n${safeComment(readFileSync(comment, "utf8"))}`);
    } finally {
      if (keep) console.log(`The clone is in ${clone}`);
      else rmSync(clone, { recursive: true, force: true });
    }
  },
);

/** Whether a command succeeded; where it did not, this run has failed. */
function ran(
  command: string,
  arguments_: readonly string[],
  folder: string,
  own: Readonly<Record<string, string>> = {},
): boolean {
  const { status } = spawnSync(command, arguments_, {
    cwd: folder,
    stdio: "inherit",
    env: { ...process.env, CI: "true", ...own },
  });
  if (status === 0) return true;
  console.error(`\n${[command, ...arguments_].at(-1)} failed with status ${status}.`);
  process.exitCode = 1;
  return false;
}
