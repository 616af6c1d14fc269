import { spawnSync } from "node:child_process";

/** Runs a program to its end. @returns its seconds @throws {Error} with what it said, when it fails */
export function runProgram(program: string, options: readonly string[], cwd = process.cwd()): number {
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(program, options, { cwd, encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${program} ${options.join(" ")}: ${stderr || stdout}`);
  return (performance.now() - start) / 1000;
}
