import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../src/files.ts";
import { dataCommit } from "../../src/releases/data-commit.ts";

let work = "";
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "data-commit-"));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const git = (folder: string, ...words: string[]) =>
  execFileSync("git", ["-C", folder, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
const put = (path: string, text: string) => {
  mkdirSync(join(work, "one", path, ".."), { recursive: true });
  writeFileSync(join(work, "one", path), text);
};
const commit = (message: string) => {
  const one = join(work, "one");
  git(one, "add", "--all");
  git(one, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", message);
  return git(one, "rev-parse", "HEAD");
};
const FILES = ["items/a.csv", "results.csv", "study.yaml"];
const asRead = (data: string, paths: readonly string[]) =>
  paths.map((path) => {
    const bytes = readFileSync(join(data, path));
    return { path, bytes: bytes.length, sha256: sha256(bytes) };
  });
const of = (data = join(work, "one", "data"), paths: readonly string[] = FILES) =>
  dataCommit(data, asRead(data, paths));

describe("in a repository", () => {
  let first = "";
  beforeEach(() => {
    mkdirSync(join(work, "one"));
    git(join(work, "one"), "init", "--quiet");
    for (const path of FILES) put(`data/${path}`, path);
    first = commit("data");
  });

  test("dataCommit names the commit that last changed the data, not words or releases", () => {
    expect(of()).toEqual({ kind: "commit", commit: first });
    put("data/commentary/rq1.md", "words");
    put("data/releases/2026.11.1/study.json", "{}");
    put("data/derived/results.csv", "x");
    put("code.ts", "1;");
    commit("words");
    expect(of()).toEqual({ kind: "commit", commit: first });
    put("data/items/a.csv", "more");
    const second = commit("more data");
    expect(of()).toEqual({ kind: "commit", commit: second });
    put("data/items/b.csv", "b");
    commit("another file");
    rmSync(join(work, "one/data/items/b.csv"));
    expect(of()).toEqual({ kind: "changed" });
    const third = commit("without it");
    expect(of(), "what went is a change of the data").toEqual({ kind: "commit", commit: third });
  });

  test("every whole clone says the same, wherever it lies; a shallow one says nothing", () => {
    put("code.ts", "1;");
    commit("code");
    git(work, "clone", "--quiet", "one", "two");
    expect(of(join(work, "two", "data"))).toEqual({ kind: "commit", commit: first });
    git(work, "clone", "--quiet", "--depth", "1", `file://${join(work, "one")}`, "three");
    expect(of(join(work, "three", "data"))).toEqual({ kind: "unknown" });
  });

  test.each([
    ["a changed file", () => put("data/results.csv", "changed")],
    ["a file that is gone", () => rmSync(join(work, "one/data/items/a.csv")), ["results.csv", "study.yaml"]],
    ["a new file", () => put("data/questions.csv", "new"), [...FILES, "questions.csv"]],
    [
      "a new file that git is told to ignore",
      () => {
        put(".gitignore", "questions.csv\n");
        commit("ignore");
        put("data/questions.csv", "new");
      },
      [...FILES, "questions.csv"],
    ],
    [
      "a change that is staged",
      () => {
        put("data/results.csv", "staged");
        git(join(work, "one"), "add", "--all");
      },
    ],
  ])("%s is not committed", (_, change, paths: readonly string[] = FILES) => {
    change();
    expect(of(undefined, paths)).toEqual({ kind: "changed" });
  });

  test("an analysis of other data is not of this commit", () => {
    const files = asRead(join(work, "one", "data"), FILES);
    put("data/results.csv", "other");
    commit("other");
    expect(dataCommit(join(work, "one", "data"), files)).toEqual({ kind: "changed" });
  });

  test("a folder that no commit has says nothing: a copy, as a release makes one", () => {
    put(".gitignore", ".build-*/\n");
    commit("ignore");
    cpSync(join(work, "one/data"), join(work, "one/.build-x/data"), { recursive: true });
    expect(of(join(work, "one/.build-x/data"))).toEqual({ kind: "unknown" });
  });

  test("no program that a stranger's repository names is run", () => {
    const one = join(work, "one");
    const program = `touch ${join(work, "ran")}; cat`;
    for (const name of ["core.fsmonitor", "filter.x.clean", "filter.x.smudge", "diff.x.textconv", "core.sshCommand"])
      git(one, "config", name, program);
    writeFileSync(join(one, ".git/info/attributes"), "* filter=x diff=x\n");
    put("data/results.csv", "results.csv"); // the same bytes at another time: git would have to look
    expect(of()).toEqual({ kind: "commit", commit: first });
    expect(() => readFileSync(join(work, "ran"))).toThrow(/ENOENT/);
  });
});

test("without git, or before the first commit, nothing is said", () => {
  for (const path of FILES) put(`data/${path}`, path);
  expect(of()).toEqual({ kind: "unknown" });
  git(join(work, "one"), "init", "--quiet");
  expect(of()).toEqual({ kind: "unknown" });
});
