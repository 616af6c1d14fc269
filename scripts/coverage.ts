import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { runCommand } from "./command.ts";

/** Vitest's report: per file its statements by number, and how often each ran. */
type Report = Readonly<
  Record<
    string,
    {
      readonly statementMap: Readonly<
        Record<string, { readonly start: { readonly line: number; readonly column: number } }>
      >;
      readonly s: Readonly<Record<string, number>>;
    }
  >
>;

/** What Node writes of a process that ends: per script its functions, each with ranges that hold one another. */
interface ProcessCoverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly Range[] }[];
  }[];
}

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

await runCommand(
  {
    name: "coverage",
    summary:
      "Which lines of src all tests run, in their own process and in those of the commands that they start. What Astro bundles, and the reader's browser, is not seen.",
    options: {
      least: { type: "string", placeholder: "N", description: "fail below so many percent of lines", default: "0" },
    },
  },
  async ({ least }) => {
    const folder = mkdtempSync(join(tmpdir(), "coverage-"));
    try {
      const child = spawn("vitest", ["run", "--coverage", "--reporter=dot", "--testTimeout=600000"], {
        stdio: "inherit",
        env: { ...process.env, CHILD_COVERAGE: folder },
      });
      const [status] = await once(child, "close");
      if (status !== 0) process.exitCode = 1;
      const report = JSON.parse(readFileSync("coverage/coverage-final.json", "utf8")) as Report;
      const lines = linesRun(report, rangesOf(folder));
      const all = lines.flatMap(({ run, missed }) => [...run, ...missed]).length;
      const run = lines.flatMap((file) => [...file.run]).length;
      for (const { path, missed } of lines.toSorted((a, b) => b.missed.size - a.missed.size).slice(0, 40))
        if (missed.size > 0) console.log(`${String(missed.size).padStart(4)}  ${path}:${[...missed].join(",")}`);
      const percent = (100 * run) / all;
      console.log(`${run} of ${all} lines with statements ran: ${percent.toFixed(1)} %`);
      if (percent < Number(least)) process.exitCode = 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** Per script of `src` the ranges of every process, those of each process together. */
function rangesOf(folder: string): Map<string, Range[][]> {
  const ranges = new Map<string, Range[][]>();
  const source = pathToFileURL(join(process.cwd(), "src")).href;
  for (const name of readdirSync(folder)) {
    for (const { url, functions } of readProcess(join(folder, name))) {
      const [path = ""] = url.split("?", 1);
      if (!path.startsWith(source)) continue;
      const own = ranges.get(path) ?? [];
      ranges.set(path, own);
      own.push(functions.flatMap((each) => each.ranges));
    }
  }
  return ranges;
}

/** Nothing of a process that was killed while it wrote: some tests do that. */
function readProcess(path: string): ProcessCoverage["result"] {
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as ProcessCoverage).result;
  } catch {
    return [];
  }
}

function linesRun(report: Report, ranges: Map<string, Range[][]>) {
  return Object.entries(report).map(([path, { statementMap, s }]) => {
    const offsets = lineOffsets(readFileSync(path, "utf8"));
    const processes = ranges.get(pathToFileURL(path).href) ?? [];
    const run = new Set<number>();
    const missed = new Set<number>();
    for (const [number, { start }] of Object.entries(statementMap)) {
      // types are blanked out before a script runs, so that its places are those of the source
      const at = offsets[start.line - 1]! + start.column;
      const isRun = s[number]! > 0 || processes.some((own) => countAt(own, at) > 0);
      (isRun ? run : missed).add(start.line);
    }
    for (const line of run) missed.delete(line);
    return { path: relative(process.cwd(), path), run, missed };
  });
}

/** How often the innermost range around a place ran. */
function countAt(ranges: readonly Range[], at: number): number {
  let [size, count] = [Number.POSITIVE_INFINITY, 0];
  for (const range of ranges) {
    if (range.startOffset > at || range.endOffset <= at || range.endOffset - range.startOffset > size) continue;
    size = range.endOffset - range.startOffset;
    count = range.count;
  }
  return count;
}

function lineOffsets(text: string): number[] {
  const offsets = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) offsets.push(at + 1);
  return offsets;
}
