import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { type AstroIntegration, dev } from "astro";
import { DEVELOPING } from "./content-security-policy.ts";
import { devMarkdown } from "./dev-markdown.ts";
import { tellInputs } from "./inputs.ts";

export interface DevOptions {
  readonly data: string;
  readonly content: string;
  readonly port: number;
}

/** Code whose change changes numbers, relative to the root of the package. */
const ANALYSIS_CODE = ["src/study", "src/statistics", "src/estimates", "src/analysis", "src/faults.ts", "src/files.ts"];

/**
 * Serves the report while it is written. A change in the study or in the code of the analysis runs the analysis again, in a
 * process of its own so that it is the changed code that runs; a change in the narrative or commentary reloads the page at
 * once. Faults are printed, and the last good numbers stay on the page. Ends when the process does.
 */
export async function devServer({ data, content, port }: DevOptions): Promise<void> {
  const derived = mkdtempSync(join(tmpdir(), "magic-correlations-"));
  process.once("exit", () => rmSync(derived, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
  const analysis = join(derived, "analysis.json");
  await analyseInChild(data, analysis);
  if (!existsSync(analysis)) process.exit(1);
  tellInputs({ analysis, content, data, base: "/" });
  process.env[DEVELOPING] = "1";
  const reload = reloading({ data: resolve(data), content: resolve(content), analysis });
  const { address } = await dev({
    root: process.cwd(),
    server: { port },
    logLevel: "warn",
    integrations: [reload],
    vite: { cacheDir: join(derived, "vite") },
  });
  console.log(`The report is at http://localhost:${address.port}/ (Ctrl+C ends it)`);
}

function analyseInChild(data: string, out: string): Promise<void> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["scripts/analyze.ts", "--data", data, "--out", out], { stdio: "inherit" });
    child.once("error", (error) => console.error(error.message)).once("close", () => done());
  });
}

function reloading({ data, content, analysis }: { data: string; content: string; analysis: string }): AstroIntegration {
  const isIn = (folder: string, path: string) => path === folder || path.startsWith(folder + sep);
  return {
    name: "report-reload",
    hooks: {
      "astro:server:setup": ({ server }) => {
        const reload = () => server.ws.send({ type: "full-reload" });
        let running = Promise.resolve();
        let waiting: NodeJS.Timeout | undefined;
        const analyseSoon = () => {
          clearTimeout(waiting);
          waiting = setTimeout(() => {
            running = running.then(() => analyseInChild(data, analysis)).then(reload);
          }, 100);
        };
        server.watcher.add([data, content]);
        server.middlewares.use(
          devMarkdown(() => {
            const address = server.httpServer?.address();
            return typeof address === "object" ? address?.port : undefined;
          }),
        );
        server.watcher.on("all", (_event, path) => {
          const own = relative(process.cwd(), path);
          if (isIn(join(data, "derived"), path) || isIn(join(data, "releases"), path)) return;
          if (isIn(content, path) || isIn(join(data, "commentary"), path)) reload();
          else if (isIn(data, path) || ANALYSIS_CODE.some((code) => isIn(code, own))) analyseSoon();
        });
      },
    },
  };
}
