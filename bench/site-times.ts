import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { runProgram } from "./run-program.ts";

/** What the author of a report waits for, on the bundled study. */
export interface SiteTime {
  readonly what: string;
  readonly pages: number;
  readonly seconds: number;
}

const CHANGES = 9;

/** Times the way from the data to the pages, with and without releases, and a changed sentence in `npm run dev`. */
export async function measureSiteTimes(done: (what: string) => void): Promise<readonly SiteTime[]> {
  const work = mkdtempSync(join(tmpdir(), "magic-correlations-times-"));
  try {
    const [data, content, out] = [join(work, "data"), join(work, "content"), join(work, "report")];
    const isOwn = (path: string) => !["releases", "derived"].includes(basename(path));
    cpSync("data", data, { recursive: true, filter: isOwn });
    cpSync("content", content, { recursive: true });
    const build = (what: string, ...options: readonly string[]): SiteTime => {
      const seconds = runProgram(process.execPath, [
        "--import",
        "./scripts/compile-cache.ts",
        "scripts/build.ts",
        "--out",
        out,
        ...options,
      ]);
      const pages = globSync("**/*.html", { cwd: out }).length;
      done(`${what}: ${pages} pages`);
      return { what, pages, seconds };
    };
    return [
      build("data to report, no release yet", "--data", data),
      build("data to report, and all releases"),
      await change(content),
    ];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** From the moment a Markdown file is written until its page is served with the new sentence: the median of some. */
async function change(content: string): Promise<SiteTime> {
  const server = spawn(process.execPath, ["scripts/dev.ts", "--content", content], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let url: string | undefined;
    for await (const said of server.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
      url = /http:\S+/.exec(said)?.[0];
      if (url) break;
    }
    const page = new URL("rq1/", url);
    const file = join(content, "rq1.md");
    const words = readFileSync(file, "utf8");
    await (await fetch(page)).text();
    const times: number[] = [];
    for (let k = 0; k < CHANGES; k++) {
      const start = performance.now();
      const sentence = `Changed for the ${k}th time.`;
      writeFileSync(file, `${words}\n${sentence}\n`);
      while (!(await (await fetch(page)).text()).includes(sentence));
      times.push((performance.now() - start) / 1000);
    }
    const seconds = times.toSorted((a, b) => a - b)[Math.floor(CHANGES / 2)]!;
    return { what: "a changed sentence, until `dev` serves it", pages: 1, seconds };
  } finally {
    const ended = once(server, "close");
    if (server.kill("SIGTERM")) await ended;
  }
}
