import type { KnipConfig } from "knip";

export default {
  entry: [
    "scripts/*.ts",
    "bench/*.ts",
    "src/enhance/enhance.ts",
    "src/**/*-worker.ts",
    "tests/**/*.test.ts",
    "tests/faults/write-then-die.ts",
    "vitest.*.config.ts",
  ],
  project: ["src/**", "scripts/**", "bench/**", "tests/**"],
  // the type of a parameter or of a result may be named by whoever calls, though nobody does yet
  ignoreExportsUsedInFile: true,
  // found by their paths, one of them from a style sheet
  ignoreDependencies: ["@expo-google-fonts/source-sans-3", "@fontsource/stix-two-math"],
  ignoreBinaries: ["mkfifo", "unshare", "w3m"],
} satisfies KnipConfig;
