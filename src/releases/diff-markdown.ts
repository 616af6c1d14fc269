import { counted, diffSections } from "./diff-sections.ts";
import type { StateDiff } from "./state-diff.ts";

const SHOWN = 8;
const LONGEST = 240;

/** A diff as a comment on a pull request: what changed, counted; the eight most important of every kind, folded below. */
export function diffMarkdown(diff: StateDiff): string {
  const sections = diffSections(diff);
  const head = `### What changes in the report: ${diff.from} → ${diff.to}`;
  if (sections.length === 0) return `${head}\n\nNothing: the same numbers, claims, data and pages.\n`;
  const counts = sections.map(({ title, summary }) => `- **${title}**: ${escaped(summary)}`);
  const parts = sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, rows }) => {
      const rest = rows.length - SHOWN;
      const items = rows
        .slice(0, SHOWN)
        .map(({ subject, isId, change }) => `- ${isId ? `\`${subject}\`` : escaped(subject)}: ${escaped(change)}`);
      if (rest > 0) items.push(`- … and ${counted(rest, "more", "more")}`);
      return `<details><summary>${title}</summary>\n\n${items.join("\n")}\n\n</details>`;
    });
  return `${[head, counts.join("\n"), ...parts].join("\n\n")}\n`;
}

/** Text that Markdown takes as it is, cut where it is long. */
function escaped(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return short.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}
