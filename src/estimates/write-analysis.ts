import { dirname, join } from "node:path";
import { writeAtomic } from "../files.ts";
import type { Analysis } from "./analysis.ts";
import { csv } from "./csv.ts";
import type { Estimate } from "./estimate.ts";

/** analysis.json as text: the study, then one estimate per line, then one note per line, so that diffs read well. */
export function analysisText({ schema, study, estimates, notes }: Analysis): string {
  const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join(",\n");
  return `{"schema":${schema},\n"study":${JSON.stringify(study)},\n"estimates":[\n${lines(estimates)}\n],\n"notes":[\n${lines(notes)}\n]}\n`;
}

/** One table per protocol (the first part of the id), as CSV text by name. */
export function estimateTables(estimates: readonly Estimate[]): ReadonlyMap<string, string> {
  const protocols = Map.groupBy(estimates, (estimate) => estimate.id.split("/", 1)[0]!);
  return new Map([...protocols].map(([protocol, rows]) => [`${protocol}.csv`, csv(COLUMNS, rows.map(rowOf))]));
}

/**
 * Writes analysis.json to `path` and its tables beside it, each all or nothing.
 *
 * @returns the paths written, analysis.json first
 */
export function writeAnalysis(analysis: Analysis, path: string): string[] {
  const tables = [...estimateTables(analysis.estimates)].map(
    ([name, text]) => [join(dirname(path), name), text] as const,
  );
  for (const [file, text] of tables) writeAtomic(file, text);
  writeAtomic(path, analysisText(analysis));
  return [path, ...tables.map(([file]) => file)];
}

const COLUMNS = [
  "id",
  "value",
  "low",
  "high",
  "interval_method",
  "p",
  "p_adjusted",
  "p_method",
  "family",
  "n",
  "unit",
  "quantity",
  "verdict",
  "verdict_reason",
  "mixtures_needed",
  "flags",
  "reason",
  "from",
] as const;

function rowOf(estimate: Estimate): (string | number | null)[] {
  const { id, value, interval, p, n, unit, quantity, verdict, verdictReason, mixturesNeeded, flags, from } = estimate;
  const reason = estimate.reason ?? [estimate.intervalReason, estimate.pReason].filter(Boolean).join("; ");
  return [
    id,
    value,
    interval?.low ?? null,
    interval?.high ?? null,
    interval?.method ?? null,
    p?.value ?? null,
    p?.adjusted ?? null,
    p?.method ?? null,
    p?.family ?? null,
    n,
    unit,
    quantity,
    verdict ?? null,
    verdictReason ?? null,
    mixturesNeeded ?? null,
    flags?.join("; ") ?? null,
    reason || null,
    from,
  ];
}
