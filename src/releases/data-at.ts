import { join } from "node:path";
import { git } from "./git.ts";

/** A study folder in a repository, at one commit. */
export interface DataAt {
  /** the whole hash of the commit */
  readonly commit: string;
  /** git's blobs by path in the study folder, releases left out */
  readonly blobs: ReadonlyMap<string, string>;
  /** writes the folder as it was to an empty folder */
  checkOut(target: string, index: string): void;
}

/**
 * The study folder `data` as it was at a commit.
 *
 * @param commit any name that git knows; HEAD for the last
 * @throws {FaultError} where git does not know it
 */
export function dataAt(data: string, commit: string): DataAt {
  const here = git(data);
  const hash = here.text("rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{commit}`);
  const prefix = here.text("rev-parse", "--show-prefix").replace(/\/$/, "");
  const tree = `${hash}:${prefix}`;
  const rows = here.text("ls-tree", "-r", "-z", "--full-tree", tree).split("\0").filter(Boolean);
  const blobs = new Map(
    rows.flatMap((row) => {
      const [, blob = "", path = ""] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
      return path === "" || path.startsWith("releases/") ? [] : [[path, blob] as const];
    }),
  );
  return {
    commit: hash,
    blobs,
    checkOut(target, index) {
      const aside = git(here.text("rev-parse", "--show-toplevel"), { GIT_INDEX_FILE: index });
      aside.bytes("read-tree", tree);
      const paths = [...blobs.keys()];
      for (let from = 0; from < paths.length; from += 500)
        aside.bytes("checkout-index", `--prefix=${join(target, "/")}`, "--", ...paths.slice(from, from + 500));
    },
  };
}
