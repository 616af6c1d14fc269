import type { ImportSummary } from "../src/importers/import-study.ts";

const SHOWN = 20;

/** What an import prints: what was read and found, what was left out and why, what readers should know. */
export function importReport(summary: ImportSummary): readonly [string, ...string[]] {
  const { files, rows, models, benchmarks, cells, skipped, notes } = summary;
  const counted = (count: number, one: string) => `${count.toLocaleString("en-US")} ${one}${count === 1 ? "" : "s"}`;
  const lines: [string, ...string[]] = [
    `read ${counted(files, "file")}, ${counted(rows, "row")} of items`,
    `found ${counted(models, "model")} × ${counted(benchmarks, "benchmark")}${cells > 0 ? `, ${counted(cells, "cell")}` : ""}`,
  ];
  for (const [word, all] of [
    ["left out", skipped],
    ["note", notes],
  ] as const) {
    for (const text of all.slice(0, SHOWN)) lines.push(`${word}: ${text}`);
    if (all.length > SHOWN) lines.push(`${word}: … and ${all.length - SHOWN} more`);
  }
  return lines;
}
