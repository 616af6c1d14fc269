import { execFileSync } from "node:child_process";
import { FaultError } from "../faults.ts";

/** How git is called in a folder. */
export interface Git {
  /** what git prints, without the last line break @throws {FaultError} when git fails */
  text(...words: readonly string[]): string;
  bytes(...words: readonly string[]): Uint8Array;
}

/**
 * Git in a folder.
 *
 * @param environment what is set besides this process's own variables
 */
export function git(folder: string, environment: Readonly<Record<string, string>> = {}): Git {
  const bytes = (...words: readonly string[]) => {
    try {
      return execFileSync("git", ["-C", folder, ...words], {
        maxBuffer: 2 ** 31 - 1,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...environment },
      });
    } catch (error) {
      const said = String((error as { stderr?: unknown }).stderr ?? "").trim() || (error as Error).message;
      throw new FaultError([
        {
          file: folder,
          value: `git ${words[0]} failed (${said.split("\n").at(-1)})`,
          expected: "a git repository that has the data",
          todo: "Releases are made from committed data: commit them, or fetch the whole history.",
        },
      ]);
    }
  };
  return {
    bytes,
    text: (...words) =>
      bytes(...words)
        .toString("utf8")
        .trimEnd(),
  };
}
