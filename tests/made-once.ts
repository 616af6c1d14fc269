import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** the folder of what files of tests share in this run */
    readonly shared: string;
  }
}

/** Before the first test and after the last: the folder of what is shared. */
export default function setup(project: TestProject): () => void {
  const shared = mkdtempSync(join(tmpdir(), "shared-"));
  project.provide("shared", shared);
  return () => rmSync(shared, { recursive: true, force: true });
}

/**
 * What several files of tests look at and none changes: the first that asks makes it, the others wait, in whatever process
 * they run.
 *
 * @param make fills the folder; what it throws, everybody who asks gets
 * @returns the folder
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject("shared"), name);
  const [done, failed] = [`${folder}.done`, `${folder}.failed`];
  if (isFirst(folder)) {
    await make(folder).then(
      () => writeFileSync(done, ""),
      (error: Error) => writeFileSync(failed, error.message),
    );
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(`${name} was not made: ${readFileSync(failed, "utf8")}`);
    await sleep(100);
  }
  return folder;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
