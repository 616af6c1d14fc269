/** How often a parser is tried: a short look in every run of the tests; longer by FUZZ_RUNS=20000 vitest run tests/fuzz. */
export function fuzzRuns(short: number): { readonly numRuns: number; readonly seed: number } {
  const long = process.env.FUZZ_RUNS;
  // a long search begins elsewhere each time it is asked to, so that it finds something new
  return { numRuns: long === undefined ? short : Number(long), seed: Number(process.env.FUZZ_SEED ?? 8) };
}
