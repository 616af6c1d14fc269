import { defineConfig } from "vitest/config";

/** The tests that a mutant of a statistic must fail in: those of the statistics themselves, fast. */
export default defineConfig({
  test: { include: ["tests/statistics/*.test.ts"], testTimeout: 60_000, pool: "forks", maxWorkers: 1 },
});
