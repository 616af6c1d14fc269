import type { DesignSize, ImportSummary } from "../src/importers/import-summary.ts";
import { printable } from "../src/printable.ts";
import { unitWords } from "../src/study/unit-words.ts";

const SHOWN = 20;

/** What an import prints: what was read, found and assumed, what was left out and why, what readers should know. */
export function importReport(summary: ImportSummary): readonly [string, ...string[]] {
  const { files, rows, checkpoints, size, benchmarks, cells, scores, assumed, skipped, notes, unit } = summary;
  const words = unitWords({ unit }) ?? String;
  const models = size.models === null ? "" : ` of ${counted(size.models, "model")}`;
  const lines: [string, ...string[]] = [
    `read ${counted(files, "file")}, ${counted(rows, "row")} of items`,
    `found ${counted(checkpoints, "checkpoint")}${models} (${words(sizeText(size))}) on ${counted(benchmarks, "benchmark")}${cells > 0 ? `, ${counted(cells, "cell")}` : ""}`,
    `accuracy is ${scores.map(([score, count], index) => `${score} on ${index === 0 ? counted(count, "benchmark") : count}`).join(", ")}`,
  ];
  if (assumed.length > 0) lines.push(`assumed, as nothing tells it: ${assumed.join("; ")}`);
  for (const [word, all] of [
    ["left out", skipped],
    ["note", notes],
  ] as const) {
    for (const text of all.slice(0, SHOWN)) lines.push(`${word}: ${text}`);
    if (all.length > SHOWN) lines.push(`${word}: … and ${all.length - SHOWN} more`);
  }
  return lines.map(printable) as [string, ...string[]];
}

/** `3 mixtures × 1 scale × 2 seeds × 2 stages`; a ? where a draft leaves one open. */
function sizeText(size: DesignSize): string {
  return (["mixture", "scale", "seed", "stage"] as const)
    .map((part) => {
      const count = size[`${part}s`];
      return count === null ? `? ${part}s` : counted(count, part);
    })
    .join(" × ");
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString("en-US")} ${one}${count === 1 ? "" : "s"}`;
}
