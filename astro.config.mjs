import { defineConfig } from "astro/config";

/** What every way of running Astro shares. Folders come from `src/site/build-report.ts` and `scripts/dev.ts`. */
export default defineConfig({
  output: "static",
  build: { format: "directory", inlineStylesheets: "never" },
  compressHTML: true,
  devToolbar: { enabled: false },
  prefetch: false,
  server: { host: "127.0.0.1" },
});
