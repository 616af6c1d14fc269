import { z } from "zod";

/** What is known of a file's mutants: which tests must notice them, and why some cannot be noticed. */
export const MUTANT_NOTES = z.record(
  z.string(),
  z.strictObject({
    /** files of tests by their names; all where it is absent */
    tests: z.array(z.string()).optional(),
    survivors: z.array(z.strictObject({ why: z.string().min(10), changes: z.array(z.string()).min(1) })).optional(),
  }),
);
export type MutantNotes = z.infer<typeof MUTANT_NOTES>;

/** As Stryker's JSON reporter writes it, what is read of it. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** What came of the mutants of one file. */
export interface MutantCount {
  readonly noticed: number;
  /** changes that no test noticed, and that are explained */
  readonly explained: readonly string[];
  /** those that are not, each with its line */
  readonly unexplained: readonly { readonly line: number; readonly change: string }[];
  /** explanations of what a test notices by now, or of what is not there any more */
  readonly stale: readonly string[];
}

const NOTICED = new Set(["Killed", "Timeout"]);
const SURVIVED = new Set(["Survived", "NoCoverage"]);

/**
 * Counts the mutants of a file. Those that do not compile, or that Stryker was told to leave out, are neither noticed nor survivors.
 *
 * @param source the file's text; @param mutants its mutants
 */
export function countMutants(
  { source, mutants }: MutationReport["files"][string],
  notes: MutantNotes[string] | undefined,
): MutantCount {
  const lines = source.split("\n");
  const known = new Set(notes?.survivors?.flatMap(({ changes }) => changes));
  const survivors = mutants
    .filter(({ status }) => SURVIVED.has(status))
    .map((mutant) => ({ line: mutant.location.start.line, change: changeText(mutant, lines) }));
  const survived = new Set(survivors.map(({ change }) => change));
  return {
    noticed: mutants.filter(({ status }) => NOTICED.has(status)).length,
    explained: survivors.map(({ change }) => change).filter((change) => known.has(change)),
    unexplained: survivors.filter(({ change }) => !known.has(change)),
    stale: [...known].filter((change) => !survived.has(change)),
  };
}

/** A change in one line: what stood there, an arrow, what stands there instead. */
function changeText({ location: { start, end }, replacement = "" }: Mutant, lines: readonly string[]): string {
  const line = lines[start.line - 1] ?? "";
  const original =
    start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1)} …`;
  return `${original} → ${replacement}`.replace(/\s+/g, " ").trim();
}
