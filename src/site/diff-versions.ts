import { FaultError } from "../faults.ts";
import { diffStates } from "../releases/diff-states.ts";
import { objectStore } from "../releases/object-store.ts";
import { releasedState } from "../releases/released-state.ts";
import { releases } from "../releases/releases.ts";
import type { ReportState } from "../releases/report-state.ts";
import type { StateDiff } from "../releases/state-diff.ts";
import type { BuildProgress } from "./build-progress.ts";
import { builtState, isBuiltReport } from "./built-state.ts";
import type { StudyOptions } from "./with-study.ts";
import { workingState } from "./working-state.ts";

/** What the working data are called among versions. */
const WORKING = "working";

/**
 * Compares two versions of the report by their names: releases, `working`, or folders of built reports.
 *
 * @param names the earlier, the last release where absent; and the later, `working` where absent
 * @throws {FaultError} when a name is no version, or with the faults of the working data
 */
export async function diffVersions(
  names: readonly string[],
  options: StudyOptions,
  progress: BuildProgress,
): Promise<StateDiff> {
  const all = releases(options.data);
  const objects = objectStore(all);
  const [from = all.at(-1)?.version, to = WORKING, ...rest] = names;
  if (from === undefined) throw fault("there is no release", "a release to compare with", "Make one: npm run release.");
  if (rest.length > 0) throw fault(`${names.join(" ")} are ${names.length} versions`, "two", "Name two.");
  const state = async (name: string): Promise<ReportState> => {
    if (name === WORKING) return workingState(options, progress);
    const release = all.find(({ version }) => version === name);
    if (release) return releasedState(release, objects);
    if (isBuiltReport(name)) return builtState(name, name);
    const known = [...all.map(({ version }) => version), WORKING, "a folder that holds a built report"].join(", ");
    throw fault(`${name} is no version`, `one of ${known}`, "Name one of them.");
  };
  return diffStates(await state(from), await state(to));
}

function fault(value: string, expected: string, todo: string): FaultError {
  return new FaultError([{ file: "npm run diff", value, expected, todo }]);
}
