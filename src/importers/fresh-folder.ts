import { chmodSync, existsSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { FaultError } from "../faults.ts";
import { runFolder } from "../files.ts";
import { onStopSignal } from "../stop-signals.ts";

/**
 * Writes a new folder all or nothing: `write` fills a temporary one beside it, which then takes the name. After an error,
 * a full disk, Ctrl-C or a request to end, nothing is left; what a killed run left is removed by the next.
 *
 * @throws {FaultError} when `target` holds something already; whatever `write` throws
 */
export async function freshFolder<T>(target: string, write: (folder: string) => Promise<T>): Promise<T> {
  assertFree(target);
  const parent = dirname(resolve(target));
  let folder: string | undefined;
  const remove = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  const releaseSignals = onStopSignal(remove, "nothing was written");
  try {
    folder = runFolder(parent, `.${basename(resolve(target))}.import-`);
    const result = await write(folder);
    assertFree(target);
    if (existsSync(target)) rmdirSync(target);
    chmodSync(folder, 0o755); // temporary folders are for their owner alone
    renameSync(folder, target);
    return result;
  } catch (error) {
    remove();
    throw error;
  } finally {
    releaseSignals();
  }
}

/** @throws {FaultError} when there is something at `target` that a new folder would replace */
export function assertFree(target: string): void {
  if (!existsSync(target) || (statSync(target).isDirectory() && readdirSync(target).length === 0)) return;
  throw new FaultError([
    {
      file: target,
      value: "is there already",
      expected: "a new or an empty folder",
      todo: "Give another folder, or move this one away first.",
    },
  ]);
}
