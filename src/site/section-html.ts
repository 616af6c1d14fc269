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

function tableHtml({ caption, head, rows, isWords = false }: SiteTable): string {
  const type = isWords ? "" : ' class="n"';
  const heads = head.map((text, k) => `<th scope="col"${k === 0 ? "" : type}>${escapeHtml(text)}</th>`);
  const body = rows.map(
    (row) =>
      `<tr><th scope="row">${row.head}</th>${row.cells.map((cell) => `<td${isNumber(cell) ? type : ""}>${cell}</td>`).join("")}</tr>`,
  );
  return [
    `<div class="table" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>`,
    `<caption>${escapeHtml(caption)}</caption>`,
    `<thead><tr>${heads.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody></table></div>`,
  ].join("\n");
}

/** A cell that holds words as well, such as a verdict or a reason, may break over lines. */
const isNumber = (cell: string) => !/class="(?:value )?(?:reason|verdict)/.test(cell);
