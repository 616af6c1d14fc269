import { escapeHtml } from "../figures/escape-html.ts";
import type { Figure } from "../figures/figure.ts";
import { THEME } from "../figures/theme.ts";
import { wrapWords } from "../figures/wrap-words.ts";

/** What stands on the card of a page. */
export interface Card {
  /** what kind of page it is, in small over the title; not said where it is the title */
  readonly kicker: string;
  readonly title: string;
  /** plain text: the answer of the page, or what it says of itself */
  readonly words: string;
  /** the figure that shows the answer, if any */
  readonly figure: Figure | null;
  /** the study, in small at the foot */
  readonly study: string;
}

const WIDTH = 1200;
const HEIGHT = 630;
const EDGE = 64;
const BOTTOM = 552;
/** where the chart begins, on cards that have one */
const CHART = 680;
const CHART_WIDTH = WIDTH - EDGE - CHART;
const FONT = "'Source Sans 3', sans-serif";

/** The card of a page for link previews, 1200 × 630 pixels: its title, its answer, and the figure that shows it beside them. */
export function cardSvg({ kicker, title, words, figure, study }: Card): string {
  const width = figure ? CHART - 2 * EDGE + 16 : WIDTH - 2 * EDGE;
  const size = [60, 52, 44].find((each) => lines(title, width, each).length <= (each === 60 ? 2 : 3)) ?? 38;
  const heading = lines(title, width, size);
  const start = 194;
  const text = start + heading.length * size * 1.12 + 14;
  const most = Math.max(1, Math.floor((BOTTOM - text) / 38) + 1);
  const body = cut(lines(words, width, 28), most);
  const whole = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="${FONT}" color="${THEME.ink}" fill="currentColor">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${THEME.paper}"/><rect width="${WIDTH}" height="10" fill="${THEME.accent}"/>`,
    `<path transform="translate(${EDGE},62) scale(1.75)" d="M2 3 14 6M2 8 14 13M2 13 14 2" stroke="${THEME.accent}" stroke-width="1.6" stroke-linecap="round" fill="none"/>`,
    line("Magic correlations", EDGE + 42, 84, 26, { weight: 600 }),
    line(kicker === title ? "" : cut(lines(kicker, width, 24), 1)[0]!, EDGE, 132, 24, {
      weight: 600,
      colour: THEME.accent,
    }),
    ...heading.map((each, k) => line(each, EDGE, start + k * size * 1.12, size, { weight: 600 })),
    ...body.map((each, k) => line(each, EDGE, text + k * 38, 28, { colour: THEME.muted })),
    line(study, EDGE, 596, 22, { colour: THEME.muted }),
    figure ? chart(figure) : "",
    "</svg>",
  ].join("\n");
  return whole.replace(/var\(--[\w-]+,\s*((?:[^()]|\([^()]*\))*)\)/g, "$1");
}

/** Source Sans is narrower than the system's faces, for which widths are estimated. */
const lines = (text: string, width: number, size: number) => wrapWords(text, width, size * 0.82);

function cut(all: readonly string[], most: number): readonly string[] {
  if (all.length <= most) return all;
  return [...all.slice(0, most - 1), `${all[most - 1]!.replace(/[\s,;:.]*$/, "")} …`];
}

function line(text: string, x: number, y: number, size: number, look: { weight?: number; colour?: string }): string {
  const { weight = 400, colour = THEME.ink } = look;
  return `<text x="${x}" y="${Math.round(y)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeHtml(text)}</text>`;
}

/** How small a drawing may become and still be read on a card. */
const LEAST_SCALE = 0.75;

/** Whether a figure can be read on a card: one for a whole page would be too small. */
export function fitsCard(figure: Figure): boolean {
  return placed(figure).scale >= LEAST_SCALE;
}

/** The narrow drawing of a figure under its title, as large as its place allows. */
function chart(figure: Figure): string {
  const { heading, top, scale } = placed(figure);
  const drawing = figure.svg.narrow
    .replace(/^<svg[^>]*>/, "")
    .replace(/<title[\s\S]*?<\/desc>/, "")
    .replace(/<\/svg>$/, "");
  return [
    ...heading.map((each, k) => line(each, CHART, 150 + k * 28, 22, { weight: 600 })),
    `<g transform="translate(${CHART},${top}) scale(${scale.toFixed(4)})" text-anchor="middle" font-size="${THEME.fontSize}">${drawing}</g>`,
  ].join("\n");
}

function placed({ title, svg }: Figure) {
  const [, wide = "1", tall = "1"] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg.narrow) ?? [];
  const heading = cut(lines(title, CHART_WIDTH, 22), 3);
  const top = 140 + heading.length * 28;
  return { heading, top, scale: Math.min(CHART_WIDTH / Number(wide), (BOTTOM - top + 16) / Number(tall)) };
}
