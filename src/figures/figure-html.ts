import { formatNumber } from "../estimates/format-number.ts";
import { escapeHtml } from "./escape-html.ts";
import type { Figure, FigureColumn } from "./figure.ts";

export interface FigureContext {
  /** its number on the page */
  readonly number?: number | undefined;
  readonly links?: { readonly csv?: string | undefined; readonly svg?: string | undefined } | undefined;
  /** level of the title's heading; 3 when absent */
  readonly headingLevel?: 2 | 3 | 4 | 5 | 6 | undefined;
}

/** A figure as HTML: title and permanent link, both drawings (a style sheet shows one), how to read it, its data, its source. */
export function figureHtml(figure: Figure, { number, links = {}, headingLevel = 3 }: FigureContext = {}): string {
  const anchor = `fig-${escapeHtml(figure.id)}`;
  const link = `<a class="number" href="#${anchor}">Figure${number === undefined ? "" : ` ${number}`}</a>`;
  const tools = [
    links.csv === undefined ? "" : `<a href="${escapeHtml(links.csv)}" download>CSV</a>`,
    links.svg === undefined ? "" : `<a href="${escapeHtml(links.svg)}" download>SVG</a>`,
    `<a href="#${anchor}">Link</a>`,
    `<span class="source">${escapeHtml(figure.source)}</span>`,
  ];
  return [
    `<figure id="${anchor}" class="figure">`,
    `<div class="head"><h${headingLevel} id="${anchor}-heading">${link} ${escapeHtml(figure.title)}</h${headingLevel}>`,
    `<p class="subtitle">${escapeHtml(figure.subtitle)}</p></div>`,
    `<div class="narrow">${figure.svg.narrow}</div><div class="wide">${figure.svg.wide}</div>`,
    `<figcaption>${escapeHtml(figure.caption)}</figcaption>`,
    `<details class="data"><summary>Table</summary>${tableHtml(figure)}</details>`,
    `<p class="tools">${tools.filter((tool) => tool !== "").join(" ")}</p>`,
    "</figure>",
  ].join("\n");
}

function tableHtml({ id, title, table: { columns, rows } }: Figure): string {
  const head = columns.map((column) => `<th scope="col"${numeric(column)}>${escapeHtml(column.label)}</th>`).join("");
  const body = rows.map((row) => {
    const cells = columns.map((column, k) => {
      const tag = k === 0 ? "th" : "td";
      const text = escapeHtml(printed(row[column.key] ?? null, column));
      return `<${tag}${k === 0 ? ' scope="row"' : ""}${numeric(column)}>${text}</${tag}>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const name = `fig-${escapeHtml(id)}-table`;
  return [
    `<div class="scroll" role="region" aria-labelledby="${name}" tabindex="0"><table>`,
    `<caption id="${name}">Data of the figure: ${escapeHtml(title)}</caption>`,
    `<thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`,
  ].join("");
}

const numeric = ({ decimals }: FigureColumn) => (decimals === undefined ? "" : ' class="n"');

function printed(value: string | number | null, { decimals = 0 }: FigureColumn): string {
  if (value === null) return "–";
  return typeof value === "number" ? formatNumber(value, decimals) : value;
}
