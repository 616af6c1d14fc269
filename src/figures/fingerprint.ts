import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { escapeHtml } from "./escape-html.ts";
import { THEME } from "./theme.ts";
import { withInterval } from "./with-interval.ts";

const WIDTH = 64;
const HEIGHT = 30;
const EDGE = 4;
const SIZE = 2.5;

interface Trait {
  readonly name: string;
  /** the value that lies at the right edge; its negative at the left */
  readonly reach: number;
  readonly shape: (x: number, y: number) => string;
  readonly words: (estimate: Estimate) => string;
  /** the estimates of which the first that has a value is shown */
  readonly ids: (scale: string, first: string, last: string, benchmark: string) => readonly string[];
}

const TRAITS: readonly Trait[] = [
  {
    name: "persistence of accuracy",
    reach: 1,
    shape: (x, y) =>
      `M${round(x - SIZE)},${y}a${SIZE},${SIZE} 0 1 0 ${2 * SIZE},0a${SIZE},${SIZE} 0 1 0 ${-2 * SIZE},0Z`,
    words: (estimate) => `ρ ${withInterval(estimate)}`,
    ids: (scale, _first, _last, benchmark) => [
      estimateId("rank-persistence", "accuracy", scale, "benchmark", benchmark, "spearman"),
    ],
  },
  {
    name: "persistence of confidence",
    reach: 1,
    shape: (x, y) => `M${round(x - 2.2)},${round(y - 2.2)}h4.4v4.4h-4.4Z`,
    words: (estimate) => `ρ ${withInterval(estimate)}`,
    ids: (scale, _first, _last, benchmark) => [
      estimateId("rank-persistence", "confidence", scale, "benchmark", benchmark, "spearman"),
    ],
  },
  {
    name: "reliability before",
    reach: 1,
    shape: (x, y) => `M${x},${round(y - 2.6)}l2.9,5h-5.8Z`,
    words: (estimate) => withInterval(estimate),
    ids: (scale, first, _last, benchmark) =>
      ["icc", "split-half"].map((measure) => estimateId("reliability", "accuracy", scale, first, benchmark, measure)),
  },
  {
    name: "confidence minus accuracy after",
    reach: 0.5,
    shape: (x, y) => `M${x},${round(y - 3)}l3,3l-3,3l-3,-3Z`,
    words: ({ value }) => `${formatNumber(value! * 100, 1, true)} points`,
    ids: (scale, _first, last, benchmark) => [
      estimateId("calibration", scale, last, "all", "benchmark", benchmark, "overconfidence"),
    ],
  },
];

/**
 * A benchmark in four marks, small enough for a line of text: how far its order of mixtures by accuracy lasts, and by confidence,
 * how repeatable it is before, how much surer than right models are after. Zero is the line in the middle; a mark is filled where
 * its 95 % interval (the thin line) excludes it.
 *
 * @returns an SVG with its values in words, or null where the study knows none of the four
 */
export function fingerprint(report: Report, benchmark: { readonly id: string; readonly label: string }): string | null {
  const { scales, stages } = report.study.design;
  const known = TRAITS.flatMap((trait, row) => {
    const found = trait
      .ids(scales.at(-1)!.id, stages[0]!.id, stages.at(-1)!.id, benchmark.id)
      .map((id) => report.estimates.get(id))
      .find((estimate) => estimate?.value != null);
    return found === undefined ? [] : [{ trait, row, estimate: found }];
  });
  if (known.length === 0) return null;
  const said = known.map(({ trait, estimate }) => `${trait.name} ${trait.words(estimate)}`);
  const label = `${benchmark.label}: ${said.join(", ")}`;
  return glyph(
    label,
    known.map(({ trait, row, estimate }) => drawTrait(trait, row, estimate)),
  );
}

/** How to read a fingerprint, beside `own` or else a made-up one. */
export function fingerprintKey(own?: string): string {
  const sample = TRAITS.map((trait, row) =>
    drawTrait(trait, row, { value: trait.reach * [0.7, 0.45, 0.2, -0.4][row]! }),
  );
  return [
    `<p class="fingerprint-key">${own ?? glyph("A fingerprint: four marks, one below the other", sample)}`,
    "<span>The fingerprint of a benchmark, from the top: the persistence of its ranking by accuracy (circle) and by confidence (square), as ρ from −1 to 1;",
    "its reliability before (triangle), from −1 to 1; confidence minus accuracy after (diamond), from −50 to +50 points.",
    "The line in the middle is zero, thin lines are 95 % intervals, and a mark is filled where its interval excludes zero.",
    "A mark that is missing has no value. All at the largest scale.</span></p>",
  ].join(" ");
}

function glyph(label: string, parts: readonly string[]): string {
  const middle = WIDTH / 2;
  return [
    `<svg class="fingerprint" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}">`,
    `<path d="M${middle},0V${HEIGHT}" stroke="${THEME.muted}" stroke-width="0.75"/><path d="M${EDGE},0V${HEIGHT}M${WIDTH - EDGE},0V${HEIGHT}" stroke="${THEME.rule}" stroke-width="0.75"/>`,
    ...parts,
    "</svg>",
  ].join("");
}

function drawTrait(
  { reach, shape }: Trait,
  row: number,
  { value, interval }: { readonly value: number | null; readonly interval?: Estimate["interval"] | undefined },
): string {
  const place = (each: number) => round(WIDTH / 2 + (Math.max(-1, Math.min(1, each / reach)) * (WIDTH - 2 * EDGE)) / 2);
  const y = round(4 + row * 7.2);
  const isClear = interval !== undefined && (interval.low > 0 || interval.high < 0);
  const colour = isClear ? THEME.blue : THEME.muted;
  const line = interval ? `<path d="M${place(interval.low)},${y}H${place(interval.high)}" stroke="${colour}"/>` : "";
  return `${line}<path d="${shape(place(value!), y)}" fill="${isClear ? colour : THEME.paper}" stroke="${colour}"/>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
