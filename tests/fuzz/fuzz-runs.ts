import { env } from "node:process";
import fc from "fast-check";

const { FUZZ_RUNS: RUNS, FUZZ_SECONDS: SECONDS, FUZZ_SEED: SEED = "8" } = env;
/** Whether more was asked for than every run of the tests does. */
export const IS_LONG_SEARCH = RUNS !== undefined || SECONDS !== undefined;
/** Runs between two looks at the clock. */
const ROUND = 20;

/** How often a parser is tried: a short look in every run of the tests; longer by FUZZ_RUNS=20000 vitest run tests/fuzz. */
export function fuzzRuns(short: number): { readonly numRuns: number; readonly seed: number } {
  // a long search begins elsewhere each time it is asked to, so that it finds something new
  return { numRuns: Number(RUNS ?? short), seed: Number(SEED) };
}

/** The same for what waits; FUZZ_SECONDS=60 searches for that time, in rounds that each begin at the next seed. */
export async function fuzzed<Values>(property: fc.IAsyncProperty<Values>, short: number): Promise<void> {
  if (SECONDS === undefined) return fc.assert(property, fuzzRuns(short));
  const end = Date.now() + 1000 * Number(SECONDS);
  for (let seed = Number(SEED); Date.now() < end; seed++) await fc.assert(property, { numRuns: ROUND, seed });
}

/** Milliseconds until a search counts as hanging: longer than any that does not. */
export const FUZZ_TIMEOUT = Math.max(120_000, 2_000 * Number(RUNS ?? 0), 3_000 * Number(SECONDS ?? 0));
