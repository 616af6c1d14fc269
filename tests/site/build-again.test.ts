import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { writeAnalysis } from "../../src/estimates/write-analysis.ts";
import { diffStates } from "../../src/releases/diff-states.ts";
import { builtState } from "../../src/site/built-state.ts";
import { writeStudy } from "../studies/write-study.ts";
import { folderHashes } from "./folder-hashes.ts";
import { runBuild, SMALL_PICTURES, startBuild } from "./run-build.ts";

let work = "";
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "site-"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const leftovers = () => readdirSync(work).filter((name) => name.startsWith(".build-"));

describe("building again", () => {
  let data = "";
  let out = "";
  /** the options of a build that takes the analysis of the first */
  let again: string[] = [];
  beforeAll(async () => {
    data = join(work, "again");
    out = join(work, "again-report");
    mkdirSync(data);
    writeStudy(data, { mixtures: 3, benchmarks: 2 });
    const { status, stderr } = await runBuild(...SMALL_PICTURES, "--data", data, "--out", out);
    expect(status, stderr).toBe(0);
    mkdirSync(join(work, "analysis"));
    cpSync(join(out, "data", "analysis.json"), join(work, "analysis", "analysis.json"));
    again = [...SMALL_PICTURES, "--data", data, "--analysis", join(work, "analysis", "analysis.json")];
  });

  test("a value that has changed in the analysis has changed on the page", async () => {
    const id = "rank-persistence/accuracy/small/overall/all/spearman";
    const analysis = readAnalysis(join(out, "data", "analysis.json"));
    const estimates = analysis.estimates.map((one) => (one.id === id ? { ...one, value: -0.123456 } : one));
    const folder = join(work, "changed");
    mkdirSync(folder);
    await writeAnalysis({ ...analysis, estimates }, join(folder, "analysis.json"));
    const changed = join(work, "changed-report");
    const options = [...SMALL_PICTURES, "--data", data, "--analysis", join(folder, "analysis.json"), "--out", changed];
    expect(await runBuild(...options)).toMatchObject({ status: 0 });
    const page = (report: string, path: string) => readFileSync(join(report, path, "index.html"), "utf8");
    expect(page(changed, "rq1")).toContain("−0.12");
    expect(page(changed, "rq1")).not.toBe(page(out, "rq1"));
    expect(page(changed, "estimates/rank-persistence/accuracy/small")).toContain("−0.12");

    const { from, estimates: moves, pages } = diffStates(builtState(out, "before"), builtState(changed, "after"));
    expect(from).toBe("before");
    expect(moves).toMatchObject({ moved: 1, came: [], went: [], same: analysis.estimates.length - 1 });
    const others = pages.filter(({ readsOtherwise }) => readsOtherwise).map(({ href }) => href);
    expect(others).toContain("/rq1/");
    expect(others).not.toContain("/glossary/");
    expect(pages.every(({ presence }) => presence === "both")).toBe(true);

    const comment = join(work, "comment");
    const named = ["--base", out, "--report", changed, "--out", comment];
    const said = execFileSync(process.execPath, ["scripts/ci-diff.ts", ...named], { encoding: "utf8" });
    expect(said).toMatch(/^Compared with the base: \d+ figures? changed\./);
    const text = readFileSync(join(comment, "comment.md"), "utf8");
    expect(text).toContain("### What changes in the report: the base → this change");
    expect(text).toContain(`- \`${id}\``);
    expect(text).toContain("- `/rq1/`: reads otherwise: ");
    expect(readFileSync(join(comment, "figures.html"), "utf8")).toContain("<svg");
    expect(() => builtState(data, "data")).toThrow(/holds no built report; expected a folder/);
  });

  test("faults in the data stop the build; the report that was there stays, byte for byte", async () => {
    const broken = join(work, "broken");
    cpSync(data, broken, { recursive: true });
    writeFileSync(
      join(broken, "results.csv"),
      readFileSync(join(data, "results.csv"), "utf8").replace(/0\.\d+/, "87.5"),
    );
    const before = folderHashes(out);
    const { status, stderr } = await runBuild("--data", broken, "--out", out);
    expect(status).toBe(1);
    expect(stderr).toMatch(/results\.csv:2:\d+ {2}\S.*87\.5; expected /);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(folderHashes(out)).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  test("faults in the narrative stop the build, those of all pages together", async () => {
    const content = join(work, "content");
    cpSync("content", content, { recursive: true });
    for (const name of ["rq1", "rq3"])
      writeFileSync(join(content, `${name}.md`), `${readFileSync(`content/${name}.md`, "utf8")}\n:value[no/such/id]\n`);
    rmSync(join(content, "methods.md"));
    const before = folderHashes(out);
    const { status, stderr } = await runBuild(...again, "--content", content, "--out", out);
    expect(status).toBe(1);
    for (const file of ["rq1.md:", "rq3.md:", "methods.md  the file is missing"]) expect(stderr).toContain(file);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(folderHashes(out)).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  test("a build that is killed leaves the report; two at once remove what it left, do not collide, and agree with it on every byte", async () => {
    const before = folderHashes(out);
    const { child, ended } = startBuild(...again, "--out", out);
    while (leftovers().length === 0) await sleep(20);
    await sleep(300);
    child.kill("SIGKILL");
    await ended;
    expect(folderHashes(out)).toEqual(before);
    const two = await Promise.all([runBuild(...again, "--out", out), runBuild(...again, "--out", out)]);
    expect(two.map(({ status }) => status)).toEqual([0, 0]);
    expect(folderHashes(out)).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  test("a folder that no build wrote is not replaced", async () => {
    const { status, stderr } = await runBuild("--data", data, "--out", data);
    expect(status).toBe(1);
    expect(stderr).toContain("holds something else");
    expect(existsSync(join(data, "study.yaml"))).toBe(true);
  });
});
