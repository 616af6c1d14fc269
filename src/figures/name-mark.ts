import * as Plot from "@observablehq/plot";
import { mixtureMark } from "./mixture-mark.ts";
import type { PlacedLabel } from "./place-labels.ts";
import { THEME } from "./theme.ts";

/** The name of a mixture where `placeLabels` found room for it, with a halo of the paper's colour. */
export function nameMark({ label, x, y, textAnchor, dx, dy }: PlacedLabel): Plot.Text {
  return Plot.text([label], {
    text: (text: string) => text,
    frameAnchor: "top-left",
    textAnchor,
    lineAnchor: "middle",
    dx: x + dx,
    dy: y + dy,
    stroke: THEME.paper,
    strokeWidth: 3,
    fill: THEME.ink,
    ariaLabel: mixtureMark,
  });
}
