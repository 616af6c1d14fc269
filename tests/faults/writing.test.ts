import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeAnalysis } from "../../src/estimates/write-analysis.ts";
import { asideOf, replaceFolder } from "../../src/site/replace-folder.ts";
import { workFolder } from "../../src/site/work-folder.ts";
import { writeStudy } from "../studies/write-study.ts";
import { breakAt } from "./break-at.ts";
import { sampleAnalysis } from "./sample-analysis.ts";

/** Every point instead of every few: FAULTS=all vitest run tests/faults */
const isLong = process.env.FAULTS === "all";
const CODES = isLong ? ["ENOSPC", "EROFS", "EIO", "EDQUOT", "EACCES"] : ["ENOSPC", "EROFS"];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "faults-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileError = (code: string) => () => {
  throw Object.assign(new Error(`${code}: injected`), { code, syscall: "write" });
};

/** The files of a folder by name, those of `writeAtomic` that were left half done apart. */
function contents(path: string): { files: Record<string, string>; halves: string[] } {
  const names = readdirSync(path).toSorted();
  const halves = names.filter((name) => name.endsWith(".tmp"));
  const whole = names.filter((name) => !halves.includes(name));
  return { files: Object.fromEntries(whole.map((name) => [name, readFileSync(join(path, name), "utf8")])), halves };
}

/** What `writeAnalysis` writes, by name. */
async function written(value: number): Promise<Record<string, string>> {
  const path = join(folder, `written-${value}`);
  await writeAnalysis(sampleAnalysis(value), join(path, "analysis.json"));
  return contents(path).files;
}

/** Every file is the old or the new one, whole; analysis.json, which names what is valid, is written last. */
function expectWhole(files: Record<string, string>, old: Record<string, string>, fresh: Record<string, string>): void {
  expect(Object.keys(files)).toEqual(Object.keys(old));
  for (const [name, text] of Object.entries(files)) expect([old[name], fresh[name]], name).toContain(text);
  if (files["analysis.json"] === fresh["analysis.json"]) expect(files).toEqual(fresh);
}

describe("writing an analysis over an earlier one", () => {
  test("counts what can break, and breaks nothing when nothing does", async () => {
    const end = breakAt(Number.POSITIVE_INFINITY, () => {});
    await writeAnalysis(sampleAnalysis(1), join(folder, "out", "analysis.json"));
    expect(end()).toBeGreaterThanOrEqual(5 * 5);
  });

  test.each(CODES)(
    "%s at any change of the file system: every file is whole, nothing half done stays, the next run works",
    async (code) => {
      const [old, fresh] = [await written(1), await written(2)];
      const out = join(folder, "out");
      let faults = 0;
      for (let at = 1; ; at++) {
        rmSync(out, { recursive: true, force: true });
        cpSync(join(folder, "written-1"), out, { recursive: true });
        const end = breakAt(at, fileError(code));
        let thrown: unknown = null;
        try {
          await writeAnalysis(sampleAnalysis(2), join(out, "analysis.json"));
        } catch (error) {
          thrown = error;
        }
        const count = end();
        if (count < at) break;
        faults++;
        expect(thrown, `change ${at} is told`).toMatchObject({ code });
        const { files, halves } = contents(out);
        expectWhole(files, old, fresh);
        expect(halves, `change ${at}`).toEqual([]);
        await writeAnalysis(sampleAnalysis(2), join(out, "analysis.json"));
        expect(contents(out).files).toEqual(fresh);
      }
      expect(faults).toBeGreaterThanOrEqual(25);
    },
  );

  test("killed at a change of the file system: every file is whole, the next run works", {
    timeout: 600_000,
  }, async () => {
    const [old, fresh] = [await written(1), await written(2)];
    const points = Array.from({ length: 26 }, (_, k) => k + 1).filter((at) => isLong || at % 9 === 4);
    const killed = await inTurns(points, async (at) => {
      const out = join(folder, `out-${at}`);
      cpSync(join(folder, "written-1"), out, { recursive: true });
      const signal = await killedRun("analysis", out, at);
      expectWhole(contents(out).files, old, fresh);
      await writeAnalysis(sampleAnalysis(2), join(out, "analysis.json"));
      expect(contents(out).files).toEqual(fresh);
      return signal;
    });
    expect(killed.filter((signal) => signal === "SIGKILL").length).toBeGreaterThanOrEqual(points.length - 1);
  });
});

describe("putting a report in the place of an earlier one", () => {
  const NAMES = ["a.html", "b.html", "index.html"];
  const fill = (path: string, text: string) => {
    mkdirSync(path, { recursive: true });
    for (const name of NAMES) writeFileSync(join(path, name), text);
  };
  const all = (path: string) => NAMES.map((name) => readFileSync(join(path, name), "utf8")).join(" ");

  test.each(CODES)("%s at any change: what is there is the old report or the new one, whole", (code) => {
    for (let at = 1; ; at++) {
      const [target, work] = [join(folder, `dist-${at}`), join(folder, `work-${at}`)];
      fill(target, "old");
      fill(join(work, "site"), "new");
      const end = breakAt(at, fileError(code));
      try {
        replaceFolder(join(work, "site"), target, asideOf(target, work));
      } catch (error) {
        expect(error).toMatchObject({ code });
      }
      if (end() < at) break;
      expect(["old old old", "new new new"], `change ${at}`).toContain(all(target));
      expect(at).toBeLessThan(10);
    }
  });

  test("killed at any change: after the next run began, the old report or the new one is there, whole", {
    timeout: 600_000,
  }, async () => {
    const states = await inTurns([1, 2, 3, 4], async (at) => {
      const place = join(folder, `place-${at}`);
      const target = join(place, "dist");
      fill(target, "old");
      expect(await killedRun("folder", target, at)).toBe("SIGKILL");
      const wasThere = existsSync(target);
      rmSync(workFolder(place), { recursive: true });
      expect(readdirSync(place), "what the killed run left is removed").toEqual(["dist"]);
      return `${wasThere ? "there" : "aside"}: ${all(target)}`;
    });
    expect(states).toEqual(["there: old old old", "aside: old old old", "there: new new new", "there: new new new"]);
  });

  /** What a run in another container, or on another machine, made: its process cannot be asked. */
  const another = (place: string, letters = "abcdef") => join(place, `.build-0123abcd-1-${letters}`);
  const makeOld = (path: string, days: number) => {
    const then = Date.now() / 1000 - days * 24 * 60 * 60;
    utimesSync(path, then, then);
  };

  test("the folder of a run elsewhere is left for a week; what was aside in it is put back at once", () => {
    const run = another(folder);
    fill(join(run, "old-dist-0"), "old");
    fill(join(run, "old-dist-2-0"), "old");
    fill(join(folder, "dist-2"), "new");
    rmSync(workFolder(folder), { recursive: true });
    expect(all(join(folder, "dist"))).toBe("old old old");
    expect(all(join(folder, "dist-2"))).toBe("new new new");
    expect(readdirSync(run)).toEqual(["old-dist-2-0"]);
    makeOld(run, 6.9);
    rmSync(workFolder(folder), { recursive: true });
    expect(existsSync(run)).toBe(true);
    makeOld(run, 7.1);
    rmSync(workFolder(folder), { recursive: true });
    expect(readdirSync(folder)).toEqual(["dist", "dist-2"]);
  });

  test("of two that were put aside the newer is put back; what is half removed is not", () => {
    for (const [letters, text, days] of [
      ["aaaaaa", "older", 3],
      ["bbbbbb", "newer", 1],
      ["cccccc", "oldest", 5],
    ] as const) {
      const aside = join(another(folder, letters), "old-dist-0");
      fill(aside, text);
      makeOld(aside, days);
    }
    fill(join(another(folder), "old-gone-0-replaced"), "half");
    workFolder(folder);
    expect(all(join(folder, "dist"))).toBe("newer newer newer");
    expect(readdirSync(folder).filter((name) => !name.startsWith(".build-"))).toEqual(["dist"]);
  });

  test("a folder with a name like that of a run, but none, is left alone however old", () => {
    const names = [".build-cache", ".build-0123abcd-x-abcdef", ".build-0123abcd-1-abcdefg"];
    for (const name of names) {
      mkdirSync(join(folder, name));
      makeOld(join(folder, name), 1000);
    }
    rmSync(workFolder(folder), { recursive: true });
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
  });

  const isolated = ["--user", "--map-root-user", "--pid", "--fork"];
  const canIsolate = spawnSync("unshare", [...isolated, "true"]).status === 0;
  test.skipIf(!canIsolate)("no run judges another by a PID of another namespace, as of another container", () => {
    const target = join(folder, "dist");
    fill(target, "old");
    // the first process of a namespace cannot kill itself: a shell is the first, and the run is process 2 each time
    const program = [process.execPath, join(import.meta.dirname, "write-then-die.ts"), "folder", target, "2"];
    const dieElsewhere = () => {
      spawnSync("unshare", [...isolated, "sh", "-c", '"$@"; true', "sh", ...program], { stdio: "ignore" });
      expect(existsSync(target), "killed between the renames").toBe(false);
    };
    dieElsewhere();
    const own = workFolder(folder);
    expect(all(target)).toBe("old old old");
    dieElsewhere();
    expect(existsSync(own), "this process runs").toBe(true);
    rmSync(workFolder(folder), { recursive: true });
    expect(all(target)).toBe("old old old");
  });
});

test("a disk that takes no more, for real: the command says so, and what was there stays", { timeout: 120_000 }, () => {
  const [data, out] = [join(folder, "data"), join(folder, "out")];
  mkdirSync(data);
  writeStudy(data, { mixtures: 3, benchmarks: 2, seeds: [1] });
  mkdirSync(out);
  writeFileSync(join(out, "analysis.json"), "earlier");
  // no file may grow beyond 8 KB
  const command = `ulimit -f 8; exec "${process.execPath}" scripts/analyze.ts --data "${data}" --out "${join(out, "analysis.json")}"`;
  const { status, stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/EFBIG/);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(readFileSync(join(out, "analysis.json"), "utf8")).toBe("earlier");
  expect(contents(out).halves).toEqual([]);
});

/** Runs the program that dies at a change, and returns the signal that ended it. */
async function killedRun(what: "analysis" | "folder", target: string, at: number): Promise<string | null> {
  const program = join(import.meta.dirname, "write-then-die.ts");
  const child = spawn(process.execPath, [program, what, target, String(at)], { stdio: "ignore" });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  return signal;
}

/** Two at once, in order. */
async function inTurns<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += 2) results.push(...(await Promise.all(items.slice(at, at + 2).map(run))));
  return results;
}
