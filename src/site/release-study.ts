import { cpSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { readAnalysis } from "../estimates/read-analysis.ts";
import { type Fault, FaultError } from "../faults.ts";
import { compareVersions } from "../releases/compare-versions.ts";
import { dataAt } from "../releases/data-at.ts";
import { type FreezePlace, freeze } from "../releases/freeze.ts";
import { git } from "../releases/git.ts";
import { notesTree } from "../releases/notes-tree.ts";
import type { Release } from "../releases/release.ts";
import { releaseNotes } from "../releases/release-notes.ts";
import { releases } from "../releases/releases.ts";
import { CALENDAR_VERSION } from "../study/calendar-version.ts";
import { analyseStudy } from "./analyse-study.ts";
import type { BuildProgress } from "./build-progress.ts";
import { filesOf } from "./files-of.ts";
import { finishedFiles, finishedPages } from "./finished-pages.ts";
import { tellInputs } from "./inputs.ts";
import { type NarrativePage, narrativePages } from "./narrative-pages.ts";
import { releasedClaims } from "./released-claims.ts";
import { renderSite } from "./render-site.ts";
import { runtimeVersions } from "./runtime-versions.ts";
import { unmetClaims } from "./unmet-claims.ts";
import { workFolder } from "./work-folder.ts";

export interface ReleaseOptions {
  /** equal to the version of the data */
  readonly version: string;
  /** the study folder, in a git repository; the release goes to its folder `releases` */
  readonly data: string;
  readonly content: string;
  /** a commit whose data are released, with today's code, narrative and commentary; the last commit where absent */
  readonly dataAt?: string | undefined;
  /** a folder of commentary that stands in the place of the study's own */
  readonly commentary?: string | undefined;
  /** release notes, a Markdown file; without it, they say what the release holds */
  readonly notes?: string | undefined;
  /** writes the files of the release; for tests that interrupt */
  readonly write?: FreezePlace["write"];
}

/**
 * Makes a release: data as committed, analysed, rendered and frozen. A commentary that is not true of the data of an older
 * commit is left out, and the release says so.
 *
 * @returns the folder of the release, and the commentaries that were left out
 * @throws {FaultError} when the tree is dirty, the version cannot be, claims are not as expected, or study or narrative have
 * faults; nothing is then written
 */
export async function releaseStudy(
  options: ReleaseOptions,
  progress: BuildProgress,
): Promise<{ readonly folder: string; readonly withheld: readonly string[] }> {
  const data = resolve(options.data);
  const folder = join(data, "releases");
  const earlier = releases(data);
  refuseVersion(options.version, earlier);
  const notes = options.notes === undefined ? undefined : readNotes(options.notes);
  const [work, beside] = [workFolder(process.cwd()), workFolder(folder)];
  try {
    refuseDirty(data);
    const at = dataAt(data, options.dataAt ?? "HEAD");
    const study = join(work, "data");
    mkdirSync(study);
    at.checkOut(study, join(work, "index"));
    const commentary = options.commentary ?? (options.dataAt === undefined ? undefined : join(data, "commentary"));
    if (commentary !== undefined) replaceCommentary(study, commentary);
    const path = join(work, "analysis", "analysis.json");
    await analyseStudy(study, path, progress);
    const analysis = readAnalysis(path);
    const { version } = analysis.study.design;
    if (version !== options.version) throw wrongVersion(options.version, version);
    tellInputs({ data: study, content: options.content, analysis: path, base: "/" });
    progress.step("Compiling the narrative");
    const withheld = options.dataAt === undefined ? [] : withholdUntrue(join(study, "commentary"));
    const pages = narrativePages();
    refuseUnmet(pages);
    progress.step("Rendering the pages");
    const site = join(work, "site");
    const paths = await renderSite(site, work);
    progress.done(`Rendered ${paths.length} pages`);
    const claims = releasedClaims(pages);
    const made = freeze(
      {
        record: {
          schema: 1,
          version,
          date: git(data).text("log", "-1", "--format=%cs", "HEAD"),
          code: codeVersion(data),
          data: {
            commit: at.commit,
            blobs: Object.fromEntries(analysis.study.files.map((file) => [file.path, at.blobs.get(file.path)!])),
          },
          runtime: runtimeVersions(process.cwd()),
          claims,
          withheld,
        },
        analysis,
        pages: finishedPages(site, paths),
        files: finishedFiles(site),
        narrative: new Map([
          ...sources(options.content, "content"),
          ...sources(join(study, "commentary"), "commentary"),
        ]),
        notes: notes ?? releaseNotes(analysis, claims, earlier.at(-1)),
      },
      { folder, work: beside, earlier, ...(options.write && { write: options.write }) },
    );
    progress.done(`Froze ${analysis.estimates.length} estimates and ${claims.length} claims`);
    return { folder: made, withheld };
  } finally {
    for (const temporary of [work, beside]) rmSync(temporary, { recursive: true, force: true });
  }
}

/** Notes whose addresses are safe: what is released is never changed. */
function readNotes(file: string): string {
  const [text, faults] = [readFileSync(file, "utf8"), [] as Fault[]];
  notesTree({ file, text }, faults);
  if (faults.length > 0) throw new FaultError(faults);
  return text;
}

function refuseVersion(version: string, earlier: readonly Release[]): void {
  const last = earlier.at(-1);
  const refuse = (value: string, expected: string, todo: string) =>
    new FaultError([{ file: "npm run release", value, expected, todo }]);
  if (!CALENDAR_VERSION.test(version))
    throw refuse(
      `the version is ${version}`,
      "a calendar version such as 2026.11.1",
      "Name the version of study.yaml.",
    );
  if (earlier.some((release) => release.version === version))
    throw refuse(`version ${version} is released`, "a new version", "Raise the version in study.yaml.");
  if (last && compareVersions(version, last.version) < 0)
    throw refuse(
      `version ${version} is older than ${last.version}`,
      `a version after ${last.version}`,
      "Name a later one.",
    );
}

function wrongVersion(asked: string, declared: string): FaultError {
  const value = `the data are of version ${declared}`;
  const todo = `Release ${declared}, or change study.yaml and commit it.`;
  return new FaultError([{ file: "study.yaml", value, expected: asked, todo }]);
}

function refuseDirty(data: string): void {
  const changed = git(data).text("status", "--porcelain", "--untracked-files=all").split("\n").filter(Boolean);
  const todo = "Commit it, or put it aside: a release is made of what is committed.";
  if (changed.length === 0) return;
  throw new FaultError(
    changed.map((row) => ({ file: row.slice(3), value: "not committed", expected: "a clean tree", todo })),
  );
}

/** The commit of this program; of a repository of its own it says whether files were changed since. */
function codeVersion(data: string): { version: string; commit: string | null } {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const top = (folder: string) => git(folder).text("rev-parse", "--show-toplevel");
  try {
    const isSame = top(data) === top(process.cwd());
    const commit = isSame
      ? git(data).text("rev-parse", "HEAD")
      : git(process.cwd()).text("describe", "--always", "--abbrev=40", "--exclude=*", "--dirty");
    return { version, commit };
  } catch {
    return { version, commit: null };
  }
}

function replaceCommentary(study: string, from: string): void {
  const target = join(study, "commentary");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (const name of globSync("*.md", { cwd: from }).toSorted()) cpSync(join(from, name), join(target, name));
}

/** Removes commentaries that do not compile against these data, or whose claims are not as expected. @returns their names */
function withholdUntrue(folder: string): string[] {
  const withheld: string[] = [];
  for (;;) {
    const untrue = untrueFiles()
      .filter((file) => !relative(folder, resolve(file)).startsWith(".."))
      .map((file) => basename(file));
    if (untrue.length === 0) return withheld.toSorted();
    for (const name of new Set(untrue)) {
      rmSync(join(folder, name));
      withheld.push(name);
    }
  }
}

function untrueFiles(): string[] {
  try {
    return unmetClaims(narrativePages()).map(({ file }) => file);
  } catch (error) {
    if (error instanceof FaultError) return error.faults.map(({ file }) => file);
    throw error;
  }
}

function refuseUnmet(pages: readonly NarrativePage[]): void {
  const faults = unmetClaims(pages).map(({ file, line, id, expect, decision }): Fault => {
    const todo = "Mend the sentence, or say what is expected.";
    return { file, line, value: `claim #${id}: ${decision.status}`, expected: expect, todo };
  });
  if (faults.length > 0) throw new FaultError(faults);
}

/** All files of a folder, by their path in the folder `as`. */
function sources(folder: string, as: string): [string, Uint8Array][] {
  return filesOf(folder).map((path) => [`${as}/${path}`, readFileSync(join(folder, path))]);
}
