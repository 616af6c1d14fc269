import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { baseCommit } from "../../src/ci/base-commit.ts";
import { type Git, git } from "../../src/releases/git.ts";

let folder = "";
let repository: Git;
const commits: Record<string, string> = {};
const commit = (name: string) => {
  const by = ["-c", "user.name=A tester", "-c", "user.email=tester@example.org"];
  repository.text(...by, "commit", "--quiet", "--allow-empty", "--message", name);
  commits[name] = repository.text("rev-parse", "HEAD");
};

// first ── fork ── later (main)
//            └── own (branch)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "base-"));
  repository = git(folder);
  repository.text("init", "--quiet", "--initial-branch", "main");
  for (const name of ["first", "fork", "later"]) commit(name);
  repository.text("checkout", "--quiet", "-b", "branch", commits.fork!);
  commit("own");
  repository.text("update-ref", "refs/remotes/origin/main", commits.later!);
  repository.text("update-ref", "refs/remotes/origin/HEAD", commits.later!);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["named", "main", {}],
  ["as GitHub tells it", undefined, { GITHUB_BASE_REF: "main" }],
  ["as GitLab tells it", undefined, { GITHUB_BASE_REF: "", CI_MERGE_REQUEST_DIFF_BASE_SHA: "main" }],
  ["the default branch", undefined, { CI_MERGE_REQUEST_DIFF_BASE_SHA: "" }],
])("the base is where the branch left the one that it goes into: %s", (_, named, environment) => {
  expect(baseCommit(repository, named, environment)).toBe(commits.fork);
});

test("on the branch itself it is the commit before", () => {
  repository.text("checkout", "--quiet", "main");
  expect(baseCommit(repository, undefined, {})).toBe(commits.fork);
  repository.text("checkout", "--quiet", "branch");
});

test("a branch that there is not is refused", () => {
  expect(() => baseCommit(repository, "nowhere", {})).toThrow(/git merge-base failed/);
});
