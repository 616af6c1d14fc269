import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FaultError } from "../faults.ts";
import type { StudyFile } from "../study/study.ts";
import { dataAt } from "./data-at.ts";
import { git } from "./git.ts";

/** Where the files of a study come from. */
export type DataCommit =
  /** the commit that last changed one of them; they are as it left them */
  | { readonly kind: "commit"; readonly commit: string }
  /** the folder is under version control, but the files are not those of the last commit */
  | { readonly kind: "changed" }
  /** there is no git, no commit of this folder, or not the whole history */
  | { readonly kind: "unknown" };

/** What a study is read from: its words and releases are none of its data. */
const STUDY_PATHS = ["study.yaml", ":(glob)*.csv", "items", "aggregates"];
const isOfStudy = (path: string) => /^(study\.yaml|[^/]+\.csv|(items|aggregates)\/.*)$/.test(path);

/**
 * The commit that last changed the files of a study. Every whole clone says the same of the same files. A stranger's repository may
 * name programs for git to run when it looks at a working tree; here git looks only at commits.
 *
 * @param data the study folder
 * @param files what the report was computed from
 */
export function dataCommit(data: string, files: readonly StudyFile[]): DataCommit {
  try {
    const here = git(data, { GIT_NO_LAZY_FETCH: "1" });
    if (here.text("rev-parse", "--is-shallow-repository") !== "false") return { kind: "unknown" };
    const { commit: head, blobs } = dataAt(data, "HEAD");
    const isThere = files.every((file) => isCommitted(data, file, blobs.get(file.path)));
    const isGone = [...blobs.keys()].some((path) => isOfStudy(path) && !existsSync(join(data, path)));
    if (!isThere || isGone) return { kind: "changed" };
    return { kind: "commit", commit: here.text("rev-list", "-1", head, "--", ...STUDY_PATHS) };
  } catch (error) {
    if (error instanceof FaultError) return { kind: "unknown" };
    throw error;
  }
}

/** Whether the file has the bytes that the report was computed from, and git's hash of them is that of the commit. */
function isCommitted(data: string, { path, sha256 }: StudyFile, blob: string | undefined): boolean {
  if (blob === undefined || !existsSync(join(data, path))) return false;
  const bytes = readFileSync(join(data, path));
  const hash = (algorithm: string, head = "") => createHash(algorithm).update(head).update(bytes).digest("hex");
  return hash("sha256") === sha256 && hash(blob.length === 64 ? "sha256" : "sha1", `blob ${bytes.length}\0`) === blob;
}
