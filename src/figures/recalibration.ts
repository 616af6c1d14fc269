import type { Report } from "../estimates/analysis.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { mapGains } from "./map-gains.ts";

/** RQ4: what a two-parameter map of confidence gains after fine-tuning: fitted before, and fitted after on other items. */
export function recalibration(report: Report, options: FigureOptions): Figure | MissingFigure {
  return mapGains(report, options, {
    name: "recalibration",
    gains: ["gain-before-brier", "gain-after-brier"],
    noun: "map of confidence",
    clause: "confidence is mapped by Platt’s two parameters",
    parameters: "two parameters",
    missing: "Recalibration needs answers item by item with their confidence; this study has none.",
  });
}
