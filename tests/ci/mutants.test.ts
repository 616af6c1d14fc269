import { expect, test } from "vitest";
import { countMutants } from "../../src/ci/mutants.ts";

const source = "export function f(n: number) {\n  for (let i = 0; i < n; i++) g(i);\n  return {\n    n,\n  };\n}\n";
const at = (line: number, from: number, to: number, endLine = line) => ({
  start: { line, column: from },
  end: { line: endLine, column: to },
});
const mutants = [
  { status: "Killed", replacement: "false", location: at(2, 19, 24) },
  { status: "Timeout", replacement: "i--", location: at(2, 26, 29) },
  { status: "Survived", replacement: "i <= n", location: at(2, 19, 24) },
  { status: "NoCoverage", replacement: "{}", location: at(3, 10, 4, 5) },
  { status: "CompileError", replacement: "", location: at(1, 1, 2) },
];

test("noticed are those that fail or do not end; a survivor is named by what stood there and what stands there instead", () => {
  expect(countMutants({ source, mutants }, undefined)).toEqual({
    noticed: 2,
    explained: [],
    unexplained: [
      { line: 2, change: "i < n → i <= n" },
      { line: 3, change: "{ … → {}" },
    ],
    stale: [],
  });
});

test("a survivor is explained by its own words alone, and an explanation without its survivor is told", () => {
  const survivors = [{ why: "one place beyond the end is nothing", changes: ["i < n → i <= n", "i < n → i > n"] }];
  const { explained, unexplained, stale } = countMutants({ source, mutants }, { survivors });
  expect(explained).toEqual(["i < n → i <= n"]);
  expect(unexplained.map(({ change }) => change)).toEqual(["{ … → {}"]);
  expect(stale).toEqual(["i < n → i > n"]);
});
