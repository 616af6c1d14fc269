import { formatNumber } from "../estimates/format-number.ts";
import { escapeHtml } from "./escape-html.ts";
import type { Figure, FigureColumn } from "./figure.ts";

/** Where the files and the pages of a figure are; what is absent has no link. */
export interface FigureLinks {
  readonly csv?: string | undefined;
  readonly svg?: string | undefined;
  readonly png?: string | undefined;
  /** the figure alone on a page, to be put into a frame */
  readonly page?: string | undefined;
  /** how to cite it */
  readonly cite?: string | undefined;
}

export interface FigureContext {
  /** its number on the page */
  readonly number?: number | undefined;
  readonly links?: FigureLinks | undefined;
  /** level of the title's heading; 3 when absent */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
}

/** A figure as HTML: title and permanent link, both drawings (a style sheet shows one), how to read it, its data, its source. */
export function figureHtml(figure: Figure, { number, links = {}, headingLevel = 3 }: FigureContext = {}): string {
  const anchor = `fig-${escapeHtml(figure.id)}`;
  const link = `<a class="number" href="#${anchor}">Figure${number === undefined ? "" : ` ${number}`}</a>`;
  const head = [
    `<figcaption class="head"><h${headingLevel} id="${anchor}-heading">${link} ${escapeHtml(figure.title)}</h${headingLevel}>`,
    `<p class="subtitle">${escapeHtml(figure.subtitle)}</p></figcaption>`,
  ];
  if (figure.isCompact)
    return [
      `<figure id="${anchor}" class="figure compact">`,
      ...head,
      apart(figure.svg.narrow),
      ...(Object.keys(links).length === 0 ? [] : [toolsHtml(figure, anchor, links)]),
      "</figure>",
    ].join("\n");
  return [
    `<figure id="${anchor}" class="figure">`,
    ...head,
    `<div class="narrow">${apart(figure.svg.narrow)}</div><div class="wide">${apart(figure.svg.wide)}</div>`,
    `<p class="caption">${escapeHtml(figure.caption)}</p>`,
    `<details class="data"><summary>Table</summary>${tableHtml(figure)}</details>`,
    toolsHtml(figure, anchor, links),
    "</figure>",
  ].join("\n");
}

/** A drawing with a line break behind each of its words, which are not drawn: a text browser, which shows them in a row, would join them. */
const apart = (svg: string) => svg.replaceAll(/<\/(?:text|title|desc)>/g, "$&\n");

/** What may be taken along: files, a link that lasts, how to cite it. A small figure says its source in its files. */
function toolsHtml({ source, isCompact }: Figure, anchor: string, { csv, svg, png, page, cite }: FigureLinks): string {
  const file = (href: string | undefined, format: string) =>
    href === undefined ? [] : [`<a href="${escapeHtml(href)}" download>${format}</a>`];
  return [
    `<p class="tools">`,
    ...file(csv, "CSV"),
    ...file(svg, "SVG"),
    ...file(png, "PNG"),
    `<a href="#${anchor}" data-copy-link>Link</a>`,
    ...(page === undefined ? [] : [`<a href="${escapeHtml(page)}">Alone</a>`]),
    ...(cite === undefined ? [] : [`<a class="cite" href="${escapeHtml(cite)}">Cite</a>`]),
    `${isCompact ? "" : `<span class="source">${escapeHtml(source)}</span>`}</p>`,
  ].join(" ");
}

function tableHtml({ id, title, table: { columns, rows } }: Figure): string {
  const head = columns.map((column) => `<th scope="col"${numeric(column)}>${escapeHtml(column.label)}</th>`).join("");
  const body = rows.map((row) => {
    const cells = columns.map((column, k) => {
      const tag = k === 0 ? "th" : "td";
      const text = breakable(escapeHtml(printed(row[column.key] ?? null, column)), column);
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

/** The id of an estimate may go on in a new line after a slash. */
const breakable = (html: string, { key }: FigureColumn) => (key === "id" ? html.replaceAll("/", "/<wbr>") : html);

const numeric = ({ decimals }: FigureColumn) => (decimals === undefined ? "" : ' class="n"');

function printed(value: string | number | null, { decimals = 0 }: FigureColumn): string {
  if (value === null) return "–";
  return typeof value === "number" ? formatNumber(value, decimals) : value;
}
