import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { FaultError } from "../faults.ts";

/**
 * Writes a new folder all or nothing: `write` fills a temporary one beside it, which then takes the name. After an error,
 * a full disk, Ctrl-C or a request to end, nothing is left; what a killed run left is removed by the next.
 *
 * @throws {FaultError} when `target` holds something already; whatever `write` throws
 */
export async function freshFolder<T>(target: string, write: (folder: string) => Promise<T>): Promise<T> {
  assertFree(target);
  const parent = dirname(resolve(target));
  mkdirSync(parent, { recursive: true });
  const prefix = `.${basename(resolve(target))}.import-`;
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? Number(/^(\d+)-/.exec(name.slice(prefix.length))?.[1]) : 0;
    if (pid > 0 && !isRunning(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const stop = (signal: NodeJS.Signals) => {
    remove();
    console.error(`\nstopped by ${signal}; nothing was written`);
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const result = await write(folder);
    assertFree(target);
    if (existsSync(target)) rmdirSync(target);
    renameSync(folder, target);
    return result;
  } catch (error) {
    remove();
    throw error;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
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

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
