import type { Analysis } from "../../src/estimates/analysis.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { tinyFrozen } from "../releases/tiny-release.ts";

/** A small analysis with four tables; another for each value. */
export function sampleAnalysis(value: number): Analysis {
  const [first] = tinyFrozen("2026.11.1").analysis.estimates;
  const estimates: Estimate[] = ["alignment", "coherence", "level", "predictor"].flatMap((protocol) =>
    Array.from({ length: 40 }, (_, k) => ({
      ...first!,
      id: `${protocol}/accuracy/small/benchmark/b${k}/spearman`,
      value,
    })),
  );
  return { ...tinyFrozen("2026.11.1").analysis, estimates };
}
