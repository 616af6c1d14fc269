import { join } from "node:path";
import { analyze } from "../analysis/analyze.ts";
import { FaultError } from "../faults.ts";
import { writeBelow } from "../files.ts";
import { loadStudy } from "../study/load-study.ts";
import { type Comparison, compareEstimates } from "./compare-estimates.ts";
import { git } from "./git.ts";
import type { Release } from "./release.ts";
import { releasedReport } from "./released-report.ts";

/** Where the data of a release come from. */
export interface VerifySource {
  /** a folder in the repository whose history has the data */
  readonly repository: string;
  /** a folder with the data themselves, instead of history */
  readonly data?: string | undefined;
  /** an empty folder to work in */
  readonly work: string;
}

/**
 * Computes the estimates of a release again, from its own data and with today's code, and compares them one by one. Data
 * from history are found by git's hash of each file; wherever they come from, each must have the SHA-256 that was released.
 *
 * @throws {FaultError} when data cannot be had, or are not those of the release
 */
export async function verify(release: Release, source: VerifySource): Promise<Comparison> {
  const data = source.data ?? join(source.work, "data");
  if (source.data === undefined) {
    const history = git(source.repository);
    for (const [path, blob] of Object.entries(release.data.blobs)) {
      writeBelow(data, path, history.bytes("cat-file", "blob", blob));
    }
  }
  const study = await loadStudy(data);
  const found = new Map(study.files.map((file) => [file.path, file.sha256]));
  const changed = release.study.files.filter((file) => found.get(file.path) !== file.sha256);
  if (changed.length > 0 || found.size !== release.study.files.length) {
    const expected = `the data of release ${release.version}`;
    const todo = "Give a folder with its data: --data DIR.";
    const paths = changed.length > 0 ? changed.map(({ path }) => path) : [...found.keys()];
    throw new FaultError(
      paths.map((path) => ({ file: join(data, path), value: `SHA-256 ${sha256OfFound(found, path)}`, expected, todo })),
    );
  }
  const { estimates } = await analyze(study);
  return compareEstimates(releasedReport(release).estimates.values(), estimates);
}

const sha256OfFound = (found: ReadonlyMap<string, string>, path: string) =>
  found.get(path)?.slice(0, 12) ?? "of no file";
