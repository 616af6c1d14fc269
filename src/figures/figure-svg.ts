import { escapeHtml } from "./escape-html.ts";
import type { Figure } from "./figure.ts";
import { THEME } from "./theme.ts";
import { wrapWords } from "./wrap-words.ts";

const EDGE = 20;
const FONT = "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif";

interface Block {
  readonly text: string;
  /** CSS pixels */
  readonly size: number;
  readonly line: number;
  readonly weight?: number;
  readonly colour: string;
  /** over the block, CSS pixels */
  readonly gap: number;
}

/**
 * A figure as an SVG file that stands alone: title, what is measured, the wide drawing, how to read it, study and version. On a
 * page colours are custom properties of the site; here each is its light value, because many viewers know no custom properties.
 */
export function figureSvg({ title, subtitle, caption, alt, source, svg }: Figure): string {
  const [, wide = "0", tall = "0"] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg.wide) ?? [];
  const inner = Number(wide);
  const drawing = svg.wide
    .replace(/^<svg[^>]*>/, "")
    .replace(/<title[\s\S]*?<\/desc>/, "")
    .replace(/<\/svg>$/, "");
  const above = [
    { text: title, size: 17, line: 22, weight: 600, colour: THEME.ink, gap: 0 },
    { text: subtitle, size: 13, line: 18, colour: THEME.muted, gap: 4 },
  ];
  const below = [
    { text: caption, size: 13, line: 18, colour: THEME.muted, gap: 14 },
    { text: source, size: 12, line: 16, colour: THEME.muted, gap: 8 },
  ];
  const head = drawBlocks(above, inner, EDGE);
  const start = head.bottom + 16;
  const foot = drawBlocks(below, inner, start + Number(tall));
  const [width, height] = [inner + 2 * EDGE, foot.bottom + EDGE];
  const whole = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"`,
    ` aria-labelledby="title" aria-describedby="desc" color="${THEME.ink}" fill="currentColor" text-anchor="middle"`,
    ` font-family="${FONT}" font-size="${THEME.fontSize}" font-variant="tabular-nums">`,
    `<title id="title">${escapeHtml(title)}</title><desc id="desc">${escapeHtml(alt)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${THEME.paper}"/>`,
    `<g text-anchor="start">${head.svg}${foot.svg}</g>`,
    `<g transform="translate(${EDGE},${start})">${drawing}</g></svg>`,
  ].join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole.replace(/var\(--[\w-]+,\s*((?:[^()]|\([^()]*\))*)\)/g, "$1")}\n`;
}

function drawBlocks(blocks: readonly Block[], width: number, top: number): { svg: string; bottom: number } {
  const lines: string[] = [];
  let y = top;
  for (const { text, size, line, weight = 400, colour, gap } of blocks) {
    y += gap;
    for (const words of wrapWords(text, width, size * 0.82)) {
      y += line;
      lines.push(
        `<text x="${EDGE}" y="${y - Math.round(line * 0.28)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeHtml(words)}</text>`,
      );
    }
  }
  return { svg: lines.join(""), bottom: y };
}
