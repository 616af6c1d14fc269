import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { baseCommit } from "../src/ci/base-commit.ts";
import { git } from "../src/releases/git.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "ci:base",
    summary:
      "Builds the report of the commit that a branch starts from, with the code and the packages of that commit, for `npm run ci:diff` to compare with.",
    options: {
      base: { type: "string", placeholder: "REV", description: "the branch that this one goes into; CI tells its own" },
      out: { type: "string", placeholder: "DIR", description: "where its report goes", default: "dist-base" },
    },
  },
  ({ base, out }) => {
    const repository = git(process.cwd());
    const commit = baseCommit(repository, base, process.env);
    const folder = mkdtempSync(join(tmpdir(), "magic-correlations-base-"));
    const ran = (...words: readonly string[]) =>
      spawnSync("npm", words, { cwd: folder, stdio: "inherit" }).status === 0;
    try {
      repository.text("worktree", "add", "--detach", "--force", folder, commit);
      rmSync(out, { recursive: true, force: true });
      const isBuilt = ran("ci") && ran("run", "build", "--", "--out", resolve(out));
      // what stands before a change must not keep it out
      console.log(
        isBuilt ? `Built ${commit} into ${out}` : `${commit} cannot be built; ci:diff compares with the last release`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
      repository.text("worktree", "prune");
    }
  },
);
