import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { FaultError } from "../faults.ts";

/** What marks the first page of a report, so that a build replaces its own output and nothing else. */
export const GENERATOR = "magic-correlations";

/**
 * Refuses a target that holds anything but an earlier report: a mistyped `--out` must not cost somebody a folder.
 *
 * @throws {FaultError} when `folder` exists and is neither empty nor an earlier report
 */
export function assertReplaceable(folder: string): void {
  if (!existsSync(folder)) return;
  const expected = "a new or empty folder, or one that an earlier build wrote";
  const refuse = (value: string) =>
    new FaultError([{ file: folder, value, expected, todo: "Give another folder with --out." }]);
  if (!statSync(folder).isDirectory()) throw refuse("the output is a file");
  if (readdirSync(folder).length === 0) return;
  const first = join(folder, "index.html");
  const isReport =
    existsSync(first) && readFileSync(first, "utf8").includes(`<meta name="generator" content="${GENERATOR}`);
  if (!isReport) throw refuse("the output folder holds something else");
}

/** Where `replaceFolder` moves the old folder while the new one comes: `work` is the run's own folder, beside the target. */
export function asideOf(target: string, work: string): string {
  return join(work, `${ASIDE}${basename(target)}`);
}

const ASIDE = "old-";

/**
 * Puts back the folders that builds into `parent` had moved aside when they were killed, between two renames, before the new
 * ones were in place. It does not matter whose they are: a build that is still running finds the old folder where it was, and
 * moves it aside again.
 *
 * @param works the folders of runs, dead or not
 */
export function restoreFolders(parent: string, works: readonly string[]): void {
  const aside = works.flatMap((work) =>
    namesIn(work).flatMap((name) => {
      const target = name.startsWith(ASIDE) ? /^(.+)-\d+$/.exec(name.slice(ASIDE.length))?.[1] : undefined;
      const made = statSync(join(work, name), { throwIfNoEntry: false })?.mtimeMs;
      return target === undefined || made === undefined ? [] : [{ path: join(work, name), target, made }];
    }),
  );
  for (const { path, target } of aside.toSorted((a, b) => b.made - a.made)) {
    if (existsSync(join(parent, target))) continue;
    try {
      renameSync(path, join(parent, target));
    } catch {
      // another run was faster, or it is another user's
    }
  }
}

/** The names in a folder; none where it is another user's, or gone meanwhile. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Puts a finished folder in the place of an old one: the old is moved aside, the new renamed, the old removed. Whoever
 * looks sees the old whole, the new whole or, for a moment between the two renames, none; a run that is killed in that moment
 * leaves none until the next run puts the old back (`restoreFolders`). When two builds end together, the later one stays.
 *
 * @param aside a path on the same file system that does not exist: the old folder waits there
 * @throws the file system's error, after the old folder is put back
 */
export function replaceFolder(finished: string, target: string, aside: string): void {
  for (let attempt = 0; ; attempt++) {
    const old = `${aside}-${attempt}`;
    const hadOld = moved(target, old);
    try {
      renameSync(finished, target);
    } catch (error) {
      const taken = ["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (taken && attempt < 20) continue; // another build came between: move its output aside too
      if (hadOld) renameSync(old, target);
      throw error;
    }
    try {
      // under another name first: what is half removed must never be put back
      if (hadOld) renameSync(old, `${old}-replaced`);
      rmSync(`${old}-replaced`, { recursive: true, force: true });
    } catch {
      // the new report is in place; what is left of the old goes with the run's folder, or with a later run
    }
    return;
  }
}

function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
