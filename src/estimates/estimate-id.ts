/** What an estimate is about, below scale and metric: one benchmark, one category, or everything. Always both parts. */
export interface Target {
  readonly kind: "benchmark" | "category" | "overall";
  readonly id: string;
}

export const OVERALL: Target = { kind: "overall", id: "all" };

/** The metrics of a cell that have rankings. */
export const METRICS = ["accuracy", "confidence"] as const;
export type Metric = (typeof METRICS)[number];

/** The correlation coefficients of one family; Spearman is the headline everywhere. */
export const CORRELATIONS = ["pearson", "spearman", "kendall"] as const;
export type CorrelationName = (typeof CORRELATIONS)[number];

/**
 * Joins the parts of an id with `/`. The grammar is contract 3 of the design: protocol first, statistic last.
 *
 * @throws {RangeError} when a part is empty or holds a character that no id has
 */
export function estimateId(...parts: readonly string[]): string {
  for (const part of parts) if (!PART.test(part)) throw new RangeError(`estimateId: "${part}" cannot be part of an id`);
  return parts.join("/");
}

const PART = /^[a-z0-9]+([._@-]+[a-z0-9]+)*$/;

/** Whether a text is the id of an estimate: parts of that grammar, two at least. */
export function isEstimateId(text: string): boolean {
  const parts = text.split("/");
  return parts.length > 1 && parts.every((part) => PART.test(part));
}
