import type { Metric } from "../estimates/estimate-id.ts";
import type { Cell } from "../study/study.ts";
import { cellWorkspace, type Workspace } from "./workspace.ts";

/** What a benchmark before fine-tuning may be measured by, to predict with. */
export interface ProxyMeasure {
  readonly id: "accuracy" | "confidence" | "correct-prob" | "margin-to-pick";
  /** the metric under which `work` has its levels; accuracy is there too */
  readonly metric: Metric;
  readonly work: Workspace;
  /** why the measure is undefined everywhere; null where some cell has it */
  readonly reason: string | null;
}

/**
 * The measures of a proxy. All are shares in [0, 1] of probabilities normalised over an item's choices, and are centred so
 * that guessing is 0 wherever benchmarks are averaged:
 *
 * - `accuracy`, `confidence`: as everywhere.
 * - `correct-prob`: mean probability of the right choice. Its margin over the mean wrong choice, p − (1 − p)/(K − 1), is
 *   (p − 1/K)/(1 − 1/K), the centred value itself, and predicts the same.
 * - `margin-to-pick`: 1 − (confidence − correct-prob), how close the right choice comes to the one picked; 1 where the right
 *   one always is picked. It is the part of the margin over the best wrong choice that the data hold: of an item answered
 *   right they don't have the runner-up.
 *
 * @see Magnusson et al. (2025), DataDecide, on proxies of continuous probability
 */
export function proxyMeasures(work: Workspace): readonly ProxyMeasure[] {
  const noConfidence = work.hasConfidence ? null : "no confidence";
  return [
    { id: "accuracy", metric: "accuracy", work, reason: null },
    { id: "confidence", metric: "confidence", work, reason: noConfidence },
    seenThrough(work, "correct-prob", ({ correctProb }) => correctProb),
    seenThrough(work, "margin-to-pick", ({ confidence, correctProb }) =>
      confidence === null || correctProb === null ? null : 1 - (confidence - correctProb),
    ),
  ];
}

/** The same study with another number in the place of confidence: it has the same floor 1/K, or one more that shifts all alike. */
function seenThrough(work: Workspace, id: ProxyMeasure["id"], measure: (cell: Cell) => number | null): ProxyMeasure {
  const cells = work.cells.map((cell) => ({ ...cell, confidence: measure(cell) }));
  const { bootstrap, column } = work;
  const view = { ...cellWorkspace({ design: work.design, cells }), bootstrap, column };
  const reason = view.hasConfidence ? null : "no probability of the right choice";
  return { id, metric: "confidence", work: view, reason };
}
