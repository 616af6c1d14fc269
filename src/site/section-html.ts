import { escapeHtml } from "../figures/escape-html.ts";
import type { SitePart, SiteSection, SiteTable } from "./site-section.ts";

/** The sections of a generated page as HTML. */
export function sectionHtml(sections: readonly SiteSection[]): string {
  return sections
    .map(({ id, title, parts }) => {
      const heading = `<h2 id="${escapeHtml(id)}"><a href="#${escapeHtml(id)}">${escapeHtml(title)}</a></h2>`;
      return [heading, ...parts.map(partHtml)].join("\n");
    })
    .join("\n");
}

function partHtml(part: SitePart): string {
  if (part.kind === "html") return part.html;
  if (part.kind === "absent") return `<p class="missing">${escapeHtml(part.reason)}</p>`;
  const table = tableHtml(part);
  return part.folded === undefined
    ? table
    : `<details class="data"><summary>${escapeHtml(part.folded)}</summary>${table}</details>`;
}

function tableHtml({ caption, head, rows, isWords = false, isNames = false }: SiteTable): string {
  const isNumeric = head.map((_, k) => k > 0 && !isWords && rows.every(({ cells }) => isNumber(cells[k - 1] ?? "")));
  const type = (k: number) => (isNumeric[k] ? ' class="n"' : "");
  const heads = head.map((text, k) => `<th scope="col"${type(k)}>${escapeHtml(text)}</th>`);
  const body = rows.map((row) => {
    const cells = row.cells.map((cell, k) => `<td${type(k + 1)}>${cell}</td>`);
    return `<tr><th scope="row">${row.head}</th>${cells.join("")}</tr>`;
  });
  return [
    `<div class="table" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table${isWords || isNames ? ` class="${isWords ? "words" : "names"}"` : ""}>`,
    `<caption>${escapeHtml(caption)}</caption>`,
    `<thead><tr>${heads.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody></table></div>`,
  ].join("\n");
}

/** A column with verdicts is words and may break over lines. */
const isNumber = (cell: string) => !cell.includes('class="verdict');
