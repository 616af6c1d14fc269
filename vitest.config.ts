import { defineConfig } from "vitest/config";
import { LongFirst } from "./tests/long-first.ts";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/made-once.ts",
    setupFiles: "tests/child-coverage.ts",
    testTimeout: 120_000,
    hookTimeout: 240_000,
    pool: "forks",
    // no test leaves anything behind in a module, so files may share them: a third of the time went into loading them anew
    isolate: false,
    // browsers and builds wait as much as they work: more files at once than cores
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    coverage: {
      // what runs in the reader's browser, or is bundled by Astro, no counter sees: it is tested by whole builds and in a real
      // browser
      include: ["src/**/*.ts"],
      exclude: ["src/enhance/**", "src/pages/**", "**/*.d.ts"],
      reporter: ["json", "html"],
      reportOnFailure: true,
    },
  },
});
