import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    pool: "forks",
    // no test leaves anything behind in a module, so files may share them: a third of the time went into loading them anew
    isolate: false,
    // browsers and builds wait as much as they work: two files at once, even where one core would be left free
    maxWorkers: 2,
  },
});
