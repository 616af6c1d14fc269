import { expect, test } from "vitest";
import { failureText, helpText } from "../../scripts/command.ts";
import { FaultError } from "../../src/faults.ts";

test("helpText tells what a command does, how it is typed, and each option with its default", () => {
  const options = {
    data: { type: "string", description: "the study folder", placeholder: "DIR", default: "data" },
    verify: { type: "boolean", description: "compare, write nothing" },
  } as const;
  expect(helpText({ name: "build", summary: "Builds.", options, positionals: "[VERSION]" })).toMatchInlineSnapshot(`
    "Builds.

    Usage: npm run build -- [options] [VERSION]

      --data DIR  the study folder (default: data)
      --verify    compare, write nothing"
  `);
});

test("failureText(fault) is the message alone; a bug of ours keeps its stack", () => {
  const fault = new FaultError([{ file: "a.csv", line: 2, value: "x", expected: "a number", todo: "Mend it." }]);
  expect(failureText("build", fault)).toBe(
    "a.csv:2  x; expected a number. Mend it.\n1 fault found; nothing was written.",
  );
  expect(failureText("build", new TypeError("no"))).toMatch(/this is a bug of magic-correlations[\s\S]*at /);
});
