import type { Estimate } from "../estimates/estimate.ts";
import { formatEstimate } from "../estimates/format-estimate.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import type { EarlierEstimates } from "./estimate-history.ts";

const HEIGHT = 16;
const STEP = 9;
const EDGE = 3;

/**
 * What an estimate was in earlier releases: a line through its values with their intervals as bars, the newest last, and the
 * value before in words; all values in words for who does not see the line. Empty where it was always the same, or is new.
 *
 * @param history oldest first
 */
export function historyHtml(estimate: Estimate, history: readonly EarlierEstimates[]): string {
  const earlier = history.flatMap(({ version, estimates }) => {
    const was = estimates.get(estimate.id);
    return was ? [{ version, was }] : [];
  });
  const last = earlier.at(-1);
  if (!last || earlier.every(({ was }) => isSame(was, estimate))) return "";
  const words = earlier.map(({ version, was }) => `${version}: ${printed(was)}`);
  const line = sparkline([...earlier.map(({ was }) => was), estimate]);
  const before = words.slice(0, -1).join("; ");
  const hidden = before === "" ? "" : `<span class="sr-only">${escapeHtml(before)}; </span>`;
  return `${line}${hidden}${escapeHtml(words.at(-1)!)}`;
}

const isSame = (a: Estimate, b: Estimate) =>
  a.value === b.value && a.interval?.low === b.interval?.low && a.interval?.high === b.interval?.high;

const printed = (estimate: Estimate) =>
  formatEstimate(estimate, { interval: true })?.replace(/ percentage points/g, "\u00a0pp") ?? "no value";

/** One path for all: tens of thousands of rows have one. Decorative, because the words say the same. */
function sparkline(estimates: readonly Estimate[]): string {
  const values = estimates.flatMap(({ value, interval }) =>
    value === null ? [] : [value, interval?.low ?? value, interval?.high ?? value],
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : Math.round(HEIGHT - 1 - ((HEIGHT - 2) * (value - low)) / (high - low));
  const x = (k: number) => EDGE + k * STEP;
  const bars = estimates.map(({ value, interval }, k) =>
    value === null || !interval ? "" : `M${x(k)} ${y(interval.high)}V${y(interval.low)}`,
  );
  const line = estimates.flatMap(({ value }, k) => (value === null ? [] : [`${x(k)} ${y(value)}`]));
  const width = 2 * EDGE + (estimates.length - 1) * STEP;
  return `<svg class="spark" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" aria-hidden="true"><path d="${bars.join("")}M${line.join("L")}"/></svg> `;
}
