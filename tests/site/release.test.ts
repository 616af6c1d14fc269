import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Release } from "../../src/releases/release.ts";
import { releases } from "../../src/releases/releases.ts";
import { verify } from "../../src/releases/verify.ts";
import { type ReleaseOptions, releaseStudy } from "../../src/site/release-study.ts";
import { addRelease, tinyFrozen } from "../releases/tiny-release.ts";
import { writeStudy } from "../studies/write-study.ts";
import { brokenLinks, readSite, textNodes } from "./read-site.ts";
import { type Ended, runBuild, SMALL_PICTURES, userEnvironment } from "./run-build.ts";

let work = "";
let data = "";
let content = "";

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "release-"));
  data = join(work, "study", "data");
  content = join(work, "content");
  mkdirSync(data, { recursive: true });
  cpSync("content", content, { recursive: true });
  writeStudy(data, { mixtures: 4, benchmarks: 3, seeds: [1] });
  git("init", "--quiet");
  git("config", "user.name", "A tester");
  git("config", "user.email", "tester@example.org");
  commit("seed 1");
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const git = (...words: string[]) =>
  execFileSync("git", ["-C", join(work, "study"), ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const commit = (message: string) => {
  git("add", "--all");
  git("commit", "--quiet", "--message", message);
};

/** Runs `npm run release` as a user would, without npm in between. */
async function release(...words: string[]): Promise<Ended> {
  const options = ["scripts/release.ts", ...words, "--data", data, "--content", content];
  const env = { ...userEnvironment(), REPORT_ZOOM: SMALL_PICTURES[1] };
  const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "pipe"], env });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  const [status] = await once(child, "close");
  return { status, ...output };
}

describe("releaseStudy(…) refuses, and writes nothing:", () => {
  const refused = async (options: Partial<ReleaseOptions>, message: RegExp) => {
    const quiet = { step: () => {}, done: () => {} };
    await expect(releaseStudy({ version: "2026.11.1", data, content, ...options }, quiet)).rejects.toThrow(message);
    expect(existsSync(join(data, "releases")) ? readdirSync(join(data, "releases")) : []).toEqual([]);
  };

  test.each([
    ["a version that is none", { version: "1.0" }, /the version is 1\.0; expected a calendar version/],
    ["another version than the data's", { version: "2026.11.2" }, /the data are of version 2026\.11\.1/],
    ["a commit that there is not", { dataAt: "nowhere" }, /git rev-parse failed/],
  ])("%s", (_, options, message) => refused(options, message));

  test("a tree that is dirty, but not for files that git ignores", async () => {
    writeFileSync(join(data, "new.txt"), "x");
    await refused({}, /data\/new\.txt {2}not committed; expected a clean tree/);
    writeFileSync(join(work, "study", ".git", "info", "exclude"), "new.txt\n");
    await refused({ version: "2026.11.2" }, /the data are of version/);
    rmSync(join(data, "new.txt"));
  });

  test("a claim that is not as expected", async () => {
    mkdirSync(join(data, "commentary"));
    writeFileSync(join(data, "commentary", "rq1.md"), ':::claim{#many when="1 > 2"}\nMany.\n:::\n');
    commit("a claim");
    await refused({}, /commentary\/rq1\.md:1 {2}claim #many: fails; expected holds/);
  });

  test("a version that is released, and one that is older than the last", async () => {
    addRelease(data, tinyFrozen("2026.11.1"));
    const quiet = { step: () => {}, done: () => {} };
    const asked = (version: string) => releaseStudy({ version, data, content }, quiet);
    await expect(asked("2026.11.1")).rejects.toThrow(/version 2026\.11\.1 is released/);
    await expect(asked("2026.10.9")).rejects.toThrow(/2026\.10\.9 is older than 2026\.11\.1/);
    for (const name of ["releases", "work"]) rmSync(join(data, name), { recursive: true });
  });
});

test("a release of older data shows for ever what it showed, whatever becomes of data and narrative", {
  timeout: 400_000,
}, async () => {
  const older = git("rev-parse", "HEAD").trim();
  writeStudy(data, { mixtures: 5, benchmarks: 3, seeds: [2] });
  const yaml = readFileSync(join(data, "study.yaml"), "utf8").replace("2026.11.1", "2026.12.1");
  writeFileSync(join(data, "study.yaml"), yaml);
  writeFileSync(join(data, "commentary", "rq1.md"), ':::claim{#many when="1 < 2"}\nTrue of both.\n:::\n');
  const id = "level/accuracy/small/pretrain/mix-5/overall/all/mean";
  writeFileSync(join(data, "commentary", "rq2.md"), `The fifth has :value[${id}].\n`);
  commit("seed 2");

  const made = await release("2026.11.1", "--data-at", older);
  expect(made.stderr).toMatch(/Froze \d+ estimates and 1 claim/);
  expect(made.stderr).toContain("Left out, because it is not true of these data: commentary/rq2.md");
  expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining("Commit it: git add ") });
  expect(readdirSync(join(data, "releases"))).toEqual(["2026.11.1"]);
  const [before] = releases(data);
  expect(before).toMatchObject({ data: { commit: older }, withheld: ["rq2.md"], code: { version: "0.1.0" } });
  expect(before!.claims).toMatchObject([{ id: "many", page: "/rq1/", status: "holds" }]);
  expect(before!.study.design.mixtures).toHaveLength(4);

  for (const name of globSync("*.md", { cwd: content }))
    writeFileSync(join(content, name), `${readFileSync(join(content, name), "utf8")}\nA later sentence.\n`);
  const out = join(work, "report");
  expect(await runBuild(...SMALL_PICTURES, "--data", data, "--content", content, "--out", out)).toMatchObject({
    status: 0,
  });
  const pages = readSite(out);
  expect(brokenLinks(out, pages).filter((link) => link.startsWith("v/"))).toEqual([]);
  const shown = new Map(pages.map(({ path, html }) => [path, /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? ""]));
  const object = (hash: string) => gunzipSync(readFileSync(join(before!.folder, "objects", `${hash}.gz`))).toString();
  expect(before!.addresses.pages.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["/", "/rq1/", "/guidance/", "/data/", "/claims/", "/benchmarks/bench-1/"]),
  );
  for (const { path, body } of before!.addresses.pages) {
    const frozen = object(body).replace(/<svg data-object="(\w+)"><\/svg>/g, (_, hash: string) => object(hash));
    const html = shown.get(`v/2026.11.1${path}index.html`) ?? "";
    expect(textNodes(html), path).toEqual(textNodes(frozen));
    expect(html.replace(/ (href|src)="[^"]*"/g, "")).toBe(frozen.replace(/ (href|src)="[^"]*"/g, ""));
  }
  expect(shown.get("rq1/index.html")).toContain("A later sentence.");
  expect(shown.get("v/2026.11.1/rq1/index.html")).not.toContain("A later sentence.");
  const changed = `last changed by commit <code>${git("rev-parse", "HEAD").trim()}</code>`;
  expect(shown.get("data/index.html"), "the release is not committed, the data are").toContain(changed);
});

test("verify(release) computes it again from git's history, and tells what differs", async () => {
  const [release] = releases(data) as [Release];
  const again = async (name: string) => {
    mkdirSync(join(work, name));
    return verify(release, { repository: data, work: join(work, name) });
  };
  const same = await again("same");
  expect(same.identical.length).toBeGreaterThan(100);
  expect({ ...same, identical: [] }).toEqual({ identical: [], within: [], different: [], missing: [], added: [] });
  const path = join(release.folder, "estimates.txt");
  writeFileSync(path, readFileSync(path, "utf8").replace(/^(level\/\S+\t\d+\t)0\.\d+/m, "$10.001"));
  expect((await again("changed")).different).toHaveLength(1);
  await expect(verify(release, { repository: data, data, work })).rejects.toThrow(
    /expected the data of release 2026\.11\.1/,
  );
});
