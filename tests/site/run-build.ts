import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** The environment of a user's shell: Astro behaves otherwise where it sees that Vitest runs it. */
export function userEnvironment(): NodeJS.ProcessEnv {
  // Vitest also sets DEV, MODE …, and Astro believes them
  const foreign = ["NODE_ENV", "DEV", "PROD", "MODE", "SSR", "BASE_URL"];
  const isForeign = (name: string) => /^(VITEST|REPORT_)/.test(name) || foreign.includes(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign(name)));
}

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `npm run build` as a user would, without npm in between. */
export function startBuild(...options: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ["--import", "./scripts/compile-cache.ts", "scripts/build.ts", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
    env: userEnvironment(),
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]!.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  return { child, ended: once(child, "close").then(([status]) => ({ status, ...output })) };
}

/** For builds whose pictures nobody looks at: they are drawn small. How large they are is tested with one alone. */
export const SMALL_PICTURES = ["--zoom", "0.2"] as const;

/** Builds and waits for the end. */
export function runBuild(...options: readonly string[]): Promise<Ended> {
  return startBuild(...options).ended;
}
