import type { Report } from "../estimates/analysis.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { mapGains } from "./map-gains.ts";

/** RQ4: what one temperature gains after fine-tuning: fitted before, and fitted after on other items. */
export function temperature(report: Report, options: FigureOptions): Figure | MissingFigure {
  return mapGains(report, options, {
    name: "temperature",
    gains: ["gain-temperature-before-brier", "gain-temperature-after-brier"],
    noun: "temperature",
    clause: "the log-probabilities of the choices are divided by one temperature",
    parameters: "one parameter",
    missing: "Temperature scaling needs the log-probabilities of all choices, item by item; this study has none.",
  });
}
