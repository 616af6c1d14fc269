import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAnalysis } from "../../src/estimates/write-analysis.ts";
import { FaultError } from "../../src/faults.ts";
import { filesOf } from "../../src/site/files-of.ts";
import { tellInputs } from "../../src/site/inputs.ts";
import { SHELL } from "../../src/site/shell.ts";
import { sideThread } from "../../src/site/side-thread.ts";
import { sideWork } from "../../src/site/side-work.ts";
import { addRelease, tinyFrozen } from "../releases/tiny-release.ts";

let work = "";
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "side-"));
  addRelease(join(work, "data"), tinyFrozen("2026.11.1"));
  addRelease(join(work, "data"), tinyFrozen("2026.11.2", 0.5));
  const analysis = join(work, "analysis.json");
  await writeAnalysis(tinyFrozen("2026.11.2").analysis, analysis);
  tellInputs({ data: join(work, "data"), content: "content", analysis, base: "/" });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A rendered site of nothing but shells. */
function rendered(name: string): string {
  const site = join(work, name, "site");
  for (const version of ["2026.11.1", "2026.11.2"]) {
    mkdirSync(join(site, "v", version, "shell"), { recursive: true });
    writeFileSync(join(site, "v", version, "shell", "index.html"), `<main>${SHELL.body}</main>`);
  }
  return site;
}

const bytesOf = (folder: string) => filesOf(folder).map((path) => [path, readFileSync(join(folder, path), "base64")]);
const PAGES = new Set(["/"]);

test("what is held ready, what is made late, and what a thread makes are the same files", async () => {
  const [early, late, threaded] = [rendered("early"), rendered("late"), rendered("thread")];
  sideWork(join(work, "early", "side")).finish({ site: early, pages: PAGES });
  sideWork(join(work, "late", "side"), 0).finish({ site: late, pages: PAGES });
  const thread = sideThread(join(work, "thread", "side"));
  await thread.finish({ site: threaded, pages: PAGES });
  await thread.close();
  const files = filesOf(early);
  for (const path of [
    "api/v1/estimates.json",
    "api/v1/releases/2026.11.1/estimates.parquet",
    "v/2026.11.2/rq1/index.html",
  ])
    expect(files).toContain(path);
  expect(bytesOf(late)).toEqual(bytesOf(early));
  expect(bytesOf(threaded)).toEqual(bytesOf(early));
});

test("a thread tells faults as they are, whenever it finds them", async () => {
  const folder = join(work, "data", "releases", "2026.11.1");
  const errata = join(folder, "errata.yaml");
  writeFileSync(errata, "- {date: yesterday}\n");
  const thread = sideThread(join(work, "faulty", "side"));
  await expect(thread.finish({ site: rendered("faulty"), pages: PAGES })).rejects.toThrow(FaultError);
  await thread.close();
  rmSync(errata);
});
