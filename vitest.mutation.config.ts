import { defineConfig } from "vitest/config";

/** The tests that a mutant of a statistic must fail in: those that `npm run mutation` names for its file, or all of the statistics. */
const names = (process.env.MUTATION_TESTS ?? "*").split(",");

export default defineConfig({
  test: {
    include: names.map((name) => `tests/statistics/${name}.test.ts`),
    testTimeout: 60_000,
    pool: "forks",
    maxWorkers: 1,
  },
});
