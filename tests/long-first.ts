import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that build reports, start browsers or install: each takes a minute or more, the longest first. */
const LONG = [
  "browser/pages",
  "site/bundled-report",
  "repository/container-steps",
  // what the first of all builds, it looks at as well
  "browser/reading",
  "site/build-again",
  "site/release",
  "analysis/determinism",
  "site/ragged-reports",
  "browser/valid-html",
  "analysis/bundled-study",
  "site/dev",
  "repository/install",
  "browser/print",
];

/** Starts the long files first: one that began last would keep everybody waiting. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}

function place({ moduleId }: TestSpecification): number {
  const found = LONG.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
  return found < 0 ? LONG.length : found;
}
