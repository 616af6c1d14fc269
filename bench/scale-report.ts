import type { ScaleRow, ScaleTables } from "./scale.ts";
import type { Machine } from "./speed-report.ts";

/** The scale table as a page of Markdown. */
export function scaleReport({ memory, rows }: ScaleTables, machine: Machine, command: string): string {
  const sizes = [...new Set(rows.map(({ items }) => items))];
  return `# Aggregating many items

Made by \`${command}\` on ${machine.cores} cores of ${machine.processor}, ${machine.runtime}; ${machine.load.toFixed(1)} other processes wanted a core
when it began.

Generated items of nine mixtures, two scales, three seeds and two stages, in nine Parquet files. Each contestant ran in a
process of its own, nine times up to a million items, three times up to ten and once beyond; times are medians. *Ours* is \`npm run aggregate\` with \`--memory ${memory}\`: hashes, queries, what is kept, tables. *Nothing new* is the
same command again. *The same queries* are run by DuckDB alone, on all files at once, with the memory that we give it, and their rows
thrown away. *SQL by hand* makes the same tables with sums of doubles, windows over the five columns of a cell and a grouping that
looks for items that stand twice; it is not run beyond ten million items. Sums of all agree or the command fails. *CPU* is the time of all cores together and hardly depends on what else
the machine does; *times* is ours over theirs, of seconds and of CPU.

| items | by | seconds | CPU | memory | times, seconds | times, CPU |
| --: | --- | --: | --: | --: | --: | --: |
${sizes.flatMap((items) => lines(rows.filter((row) => row.items === items))).join("\n")}
`;
}

function lines(rows: readonly ScaleRow[]): readonly string[] {
  const ours = rows.find(({ by }) => by === "ours")!;
  return rows.map(({ items, bytes, by, seconds, cpuSeconds, megabytes }, k) => {
    const size = k === 0 ? `${items.toLocaleString("en-US")} (${Math.round(bytes / 1e6)} MB)` : "";
    const isPeer = by.startsWith("DuckDB");
    const times = (own: number, theirs: number) => (isPeer ? (own / theirs).toFixed(2) : "");
    const cells = [
      ...[size, by === "ours" ? "**ours**" : by, digits(seconds), digits(cpuSeconds), `${Math.round(megabytes)} MB`],
      ...[times(ours.seconds, seconds), times(ours.cpuSeconds, cpuSeconds)],
    ];
    return `| ${cells.join(" | ")} |`;
  });
}

function digits(seconds: number): string {
  return seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0);
}
