import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Canvas } from "./canvas.ts";
import { cleanPlot } from "./clean-plot.ts";
import { escapeHtml } from "./escape-html.ts";
import { shorten } from "./shorten.ts";
import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";
import { wrapWords } from "./wrap-words.ts";

/** A plot and the two lines over it. */
export interface Panel {
  readonly title?: string;
  readonly note?: string;
  /** CSS pixels, margins included */
  readonly height: number;
  readonly plot: Plot.PlotOptions;
}

/** What a mark means, in the line over the panels. */
export interface Key {
  readonly label: string;
  readonly mark: "filled" | "hollow" | "line" | "thick" | "dashed" | "tick" | "square";
  readonly colour: string;
}

export interface Drawing {
  /** the figure's id; with the layout it makes every id inside unique on a page */
  readonly id: string;
  readonly canvas: Canvas;
  readonly title: string;
  readonly alt: string;
  readonly keys?: readonly Key[];
  /** names of the axes that all panels share, over the first: “↑ accuracy, confidence →” */
  readonly axes?: string;
  /** a panel over the others, as wide as the drawing */
  readonly lead?: Panel;
  readonly panels: readonly Panel[];
  readonly columns?: number;
}

const GAP = 16;
/** The size at which plain letters are as wide as those of a title, which are bold. */
const BOLD_TITLE = THEME.titleSize * 1.12;
const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** Draws panels with Plot, without a browser, into one SVG that is named and described: the same options, the same bytes. */
export function drawSvg({ id, canvas, title, alt, keys = [], axes, lead, panels, columns = 1 }: Drawing): string {
  const prefix = `fig-${id}-${canvas.layout}`;
  const head = drawKeys(keys, canvas.width);
  const body: string[] = [];
  const names = drawHeading(axes === undefined ? {} : { note: axes }, canvas.width);
  let top = head.height + (names.height === 0 ? 0 : names.height + 8);
  let drawn = 0;
  const rows: (readonly Panel[])[] = lead === undefined ? [] : [[lead]];
  for (let start = 0; start < panels.length; start += columns) rows.push(panels.slice(start, start + columns));
  rows.forEach((row, r) => {
    const isLead = r === 0 && lead !== undefined;
    const width = isLead ? canvas.width : (canvas.width - (columns - 1) * GAP) / columns;
    const headings = row.map((panel) => drawHeading(panel, width));
    const headingHeight = Math.max(...headings.map((heading) => heading.height));
    row.forEach((panel, k) => {
      const left = round(k * (width + GAP));
      const svg = Plot.plot({ ...panel.plot, width, height: panel.height, document: document as unknown as Document });
      drawn += 1;
      const inside = cleanPlot(svg.outerHTML, `${prefix}-${drawn}`);
      body.push(
        `<g transform="translate(${left},${round(top)})">${headings[k]!.svg}<g transform="translate(0,${headingHeight})">${inside}</g></g>`,
      );
    });
    top += headingHeight + Math.max(...row.map((panel) => panel.height)) + (r === rows.length - 1 ? 0 : GAP);
  });
  const height = Math.ceil(top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${canvas.width}" height="${height}" viewBox="0 0 ${canvas.width} ${height}"`,
    ` role="img" aria-labelledby="${prefix}-title" aria-describedby="${prefix}-desc" fill="currentColor" text-anchor="middle"`,
    ` font-family="${THEME.font}" font-size="${THEME.fontSize}" font-variant="tabular-nums">`,
    `<title id="${prefix}-title">${escapeHtml(title)}</title><desc id="${prefix}-desc">${escapeHtml(alt)}</desc>`,
    `<g aria-hidden="true">${head.svg}${names.svg && `<g transform="translate(0,${head.height})">${names.svg}</g>`}${body.join("")}</g></svg>`,
  ].join("");
}

const round = (value: number) => Math.round(value * 100) / 100;

function drawHeading({ title, note }: Pick<Panel, "title" | "note">, width: number): { svg: string; height: number } {
  const lines: string[] = [];
  let y = 0;
  if (title !== undefined) {
    for (const line of wrapWords(title, width, BOLD_TITLE)) {
      y += THEME.lineHeight;
      const text = shorten(line, width, BOLD_TITLE);
      lines.push(
        `<text y="${y - 3}" text-anchor="start" font-size="${THEME.titleSize}" font-weight="600">${escapeHtml(text)}</text>`,
      );
    }
  }
  for (const line of note === undefined ? [] : wrapWords(note, width)) {
    y += THEME.lineHeight;
    lines.push(`<text y="${y - 3}" text-anchor="start" fill="${THEME.muted}">${escapeHtml(line)}</text>`);
  }
  return { svg: lines.join(""), height: y === 0 ? 0 : y + 4 };
}

function drawKeys(keys: readonly Key[], width: number): { svg: string; height: number } {
  if (keys.length === 0) return { svg: "", height: 0 };
  const parts: string[] = [];
  let [x, y] = [0, 0];
  for (const { label, mark, colour } of keys) {
    const size = 26 + textWidth(label) + 14;
    if (x > 0 && x + size - 14 > width) [x, y] = [0, y + 20];
    const text = shorten(label, width - 26);
    parts.push(
      `<g transform="translate(${round(x)},${y})">${swatch(mark, colour)}<text x="26" y="13" text-anchor="start">${escapeHtml(text)}</text></g>`,
    );
    x += size;
  }
  return { svg: parts.join(""), height: y + 30 };
}

function swatch(mark: Key["mark"], colour: string): string {
  if (mark === "filled") return `<circle cx="10" cy="9" r="4.5" fill="${colour}"/>`;
  if (mark === "hollow")
    return `<circle cx="10" cy="9" r="4" fill="${THEME.paper}" stroke="${colour}" stroke-width="1.5"/>`;
  if (mark === "tick") return `<path d="M10,3V15" stroke="${colour}" stroke-width="2"/>`;
  if (mark === "square")
    return `<rect x="2" y="2" width="16" height="14" fill="${colour}" fill-opacity="${THEME.heat}"/>`;
  const width = mark === "thick" ? 3 : 1.5;
  return `<path d="M0,9H20" stroke="${colour}" stroke-width="${width}"${mark === "dashed" ? ' stroke-dasharray="4 3"' : ""}/>`;
}
