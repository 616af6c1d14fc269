import type { ReadOptions } from "./importer.ts";

/** A score that a log offers: its name, and its mean where that is logged. */
export interface OfferedScore {
  readonly name: string;
  readonly value: number | null;
}

/**
 * The score that counts as accuracy: the one that the map names, else the first of the usual ones that is offered.
 *
 * @returns null when none is usual, or after the fault that the map names one that is not logged
 */
export function usualScore(
  benchmark: string,
  offered: readonly OfferedScore[],
  usual: readonly string[],
  options: ReadOptions,
): OfferedScore | null {
  const wanted = options.score(benchmark);
  if (wanted === undefined) {
    for (const name of usual) {
      const found = offered.find((score) => score.name === name);
      if (found !== undefined) return found;
    }
    options.skipped(`${benchmark}: has no accuracy among its scores`);
    return null;
  }
  const found = offered.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  options.faults.add({
    file: options.mapFile,
    value: `the score of ${benchmark} is ${wanted}`,
    expected: `one that is logged: ${offered.map(({ name }) => name).join(", ") || "none"}`,
    todo: "Correct `score` in the map.",
  });
  return null;
}

/** The shares among the values of an object, by name. */
export function sharesOf(values: Readonly<Record<string, unknown>>): readonly OfferedScore[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const x = typeof value === "boolean" ? Number(value) : value;
    return typeof x === "number" && x >= 0 && x <= 1 ? [{ name, value: x }] : [];
  });
}
