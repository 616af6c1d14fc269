import { counted, diffSections } from "./diff-sections.ts";
import type { StateDiff } from "./state-diff.ts";

const SHOWN = 20;

/** A diff for a terminal: a line for each change, the twenty most important of every kind; the rest is counted. */
export function diffText(diff: StateDiff): string {
  const sections = diffSections(diff);
  const lines = sections.flatMap(({ title, summary, rows }) => {
    const rest = rows.length - SHOWN;
    return [
      "",
      `${title}: ${summary}`,
      ...rows.slice(0, SHOWN).map(({ subject, change }) => `  ${subject}  ${change}`),
      ...(rest > 0 ? [`  … and ${counted(rest, "more", "more")}`] : []),
    ];
  });
  const nothing = sections.length === 0 ? ["", "Nothing changed."] : [];
  return `${[`${diff.from} → ${diff.to}`, ...lines, ...nothing].join("\n")}\n`;
}
