import type { SiteRow } from "./site.ts";
import type { SiteTime } from "./site-times.ts";
import type { Machine } from "./speed-report.ts";

/** The comparison of generators, and what authors wait for, as a page of Markdown. */
export function siteReport(
  rows: readonly SiteRow[],
  times: readonly SiteTime[],
  machine: Machine,
  command: string,
): string {
  return `# Building the pages

Made by \`${command}\` on ${machine.cores} cores of ${machine.processor}, ${machine.runtime}; ${machine.load.toFixed(1)} other processes wanted a core
when it began.

*Ours* builds the whole report of the bundled study from its analysis, once: the pages of today and of all releases, every chart drawn
twice (for a phone and for a desktop) with its picture, drawing and table as files, the search index, cards and Markdown twins.
*Observable Framework* builds those of today’s pages that are read as text, at most sixty, from the same words; each chart is a plot of its
figure's table, which the reader's browser draws. So the rows do not do the same work; what can be compared is the time of a page and
what a page asks of its reader. *Charts* counts each once, *script* is what a page loads, uncompressed.

| by | pages | charts | seconds | milliseconds a page | script a page |
| --- | --: | --: | --: | --: | --: |
${rows.map(({ by, pages, charts, seconds, scriptBytes }) => `| ${[by === "ours" ? "**ours**" : by, pages.toLocaleString("en-US"), charts, seconds.toFixed(1), ((1000 * seconds) / pages).toFixed(0), `${Math.round(scriptBytes / 1000)} kB`].join(" | ")} |`).join("\n")}

## What an author waits for

The bundled study on the same machine, in order: everything from the committed data (validated, analysed, rendered), as a study
has it before its first release and as it stands; then a changed Markdown file under \`npm run dev\`, the median of nine.

| what | pages | seconds |
| --- | --: | --: |
${times.map(({ what, pages, seconds }) => `| ${what} | ${pages.toLocaleString("en-US")} | ${seconds.toFixed(1)} |`).join("\n")}
`;
}
