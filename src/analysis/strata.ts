import { METRICS, type Metric } from "../estimates/estimate-id.ts";
import type { StudyDesign } from "../study/design.ts";

/** Every metric at every scale: protocols repeat themselves over these. Confidence is there even where a study has none. */
export function strata({ scales }: StudyDesign): readonly { readonly metric: Metric; readonly scale: string }[] {
  return METRICS.flatMap((metric) => scales.map((scale) => ({ metric, scale: scale.id })));
}
