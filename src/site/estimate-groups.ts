import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { held } from "../held.ts";
import { designOrder } from "./design-order.ts";
import { estimateGroup } from "./estimate-group.ts";

/** The estimates of one page of the estimates' index, in the order of their ids. */
export interface EstimateGroup {
  /** `calibration/40k/pretrain/all` */
  readonly name: string;
  /** the first segment */
  readonly protocol: string;
  readonly estimates: readonly Estimate[];
}

/** All groups of a report, in the order of the questions and the design; made once for each report. */
export function estimateGroups(report: Report): readonly EstimateGroup[] {
  return held("groups of estimates", [report], () => group(report));
}

function group(report: Report): EstimateGroup[] {
  const order = designOrder(report.study.design);
  const groups = Map.groupBy(report.estimates.values(), ({ id }) => estimateGroup(id));
  return [...groups]
    .map(([name, estimates]) => ({ name, protocol: name.split("/", 1)[0]!, estimates }))
    .toSorted((a, b) => order(a.name, b.name));
}
