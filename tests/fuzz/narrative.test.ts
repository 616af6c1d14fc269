import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { condition } from "../../src/claims/condition.ts";
import { readBibliography } from "../../src/narrative/read-bibliography.ts";
import { scriptIn } from "../../src/releases/script-in.ts";
import { sampleReport } from "../estimates/sample-report.ts";
import { compileSample } from "../narrative/compile-sample.ts";
import { changedBytes, changes } from "./changed-bytes.ts";
import { fuzzRuns } from "./fuzz-runs.ts";

const REPORT = sampleReport();
const LONG = { timeout: 3_600_000 };
const CASES = globSync("tests/narrative/cases/*/input.md")
  .toSorted()
  .map((path) => readFileSync(path));

const TOKENS = [
  ...[
    ":value[",
    "]",
    "{",
    "}",
    ":::when{",
    ":::",
    "::figure[",
    "::::",
    "$",
    "$$",
    "`",
    "```math\n",
    "\\frac{",
    "\\def\\a{\\a}\\a",
  ],
  ...[
    "<script>",
    "<!--",
    "-->",
    "](javascript:x)",
    "<a onclick=x>",
    "![",
    "[^1]",
    "@",
    "|",
    "---\n",
    "\n\n",
    "\t",
    "\0",
    "\u202e",
  ],
  ...[
    ":cite[x]",
    ':claim[a]{when="',
    '"',
    "&lt;",
    "&#106;avascript:",
    "[a]: data:text/html,x\n",
    "{#x}",
    "\\",
    "%",
    "> ".repeat(300),
    "*a **b ".repeat(60),
    ':::when{test="true"}\n'.repeat(40),
    `$\`${"{".repeat(300)}\`$`,
    ":count[**]",
    "é",
  ],
];

/** Faults have a place in the file and are told in words; what is written can be shown to anybody. */
function expectSane(markdown: string): void {
  const { html, answer, faults } = compileSample(markdown, { report: REPORT });
  const lines = markdown.split(/\r\n?|\n/).length;
  for (const { file, line, value, expected } of faults) {
    expect(file).toBe("content/page.md");
    if (line !== undefined) expect(line).toBeGreaterThanOrEqual(1);
    if (line !== undefined) expect(line).toBeLessThanOrEqual(lines + 1);
    expect([value, expected].join(" ")).not.toMatch(/is not a function|Cannot read prop|\[object /);
  }
  expect(scriptIn(html + (answer ?? ""))).toBeNull();
}

describe("whatever is written in content, it becomes harmless HTML or faults", () => {
  test("the cases of the narrative, changed anywhere", LONG, () => {
    fc.assert(
      fc.property(fc.nat(CASES.length - 1), changes, (index, all) => {
        expectSane(changedBytes(CASES[index]!, all, TOKENS).toString("utf8"));
      }),
      fuzzRuns(60),
    );
  });

  test("directives and HTML put together at random", LONG, () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TOKENS, " ", "a", "rank-persistence/accuracy/400k"), { maxLength: 24 }),
        (parts) => {
          expectSane(`---\ntitle: A\n---\n${parts.join("")}`);
        },
      ),
      fuzzRuns(60),
    );
  });

  test("the bibliography, changed anywhere", LONG, () => {
    const sources = readFileSync("content/bibliography.json");
    const tokens = [
      '"',
      "{",
      "}",
      "[]",
      "null",
      "1e999",
      "\\u0000",
      "\\ud800",
      "%",
      "%zz",
      "<b>",
      "@",
      ",",
      ":",
      '"__proto__":',
    ];
    fc.assert(
      fc.property(changes, (all) => {
        const json = changedBytes(sources, all, tokens).toString("utf8");
        const { faults } = readBibliography([{ file: "bibliography.json", json }]);
        for (const { value } of faults) expect(value).not.toMatch(/is not a function|Cannot read prop|\[object /);
      }),
      fuzzRuns(20),
    );
  });
});

describe("whatever a condition says, it is true, false, unknown or a problem with a place", () => {
  const id = fc.constantFrom(
    ...[...REPORT.estimates.keys()].slice(0, 6),
    ...["rank-persistence/**", "no/such/id", "*", "", "\\u0000", "__proto__", "**/spearman"],
  );
  const long = fc
    .tuple(fc.constantFrom("a", "ab", "a/", "(a+)+", "(a|a)*", "x*"), fc.nat(60), fc.constantFrom("", "!", "$", "b"))
    .map(([part, times, end]) => part.repeat(times) + end);
  const atom = fc.oneof(
    id.map((one) => `value('${one}')`),
    id.map((one) => `verdict("${one}")`),
    id.map((one) => `count('${one}', 'robust')`),
    id.map((one) => `estimates('${one}').all(e, e.low > 0.0)`),
    // real texts, long enough that what takes exponential time would never end
    fc.tuple(long, long).map(([one, other]) => `'${one}'.matches('${other}')`),
    fc
      .tuple(long, fc.constantFrom("contains", "startsWith", "endsWith", "split", "indexOf"))
      .map(([one, name]) => `'${one}'.${name}('${one.slice(1)}')`),
    fc.nat(60).map((times) => `['${"a".repeat(times)}']${".map(x, x + x)".repeat(times)}.size() > 1`),
    fc.nat(12).map((depth) => `${"[1, 2, 3, 4, 5, 6, 7, 8].all(x, ".repeat(depth)}true${")".repeat(depth)}`),
    fc.constantFrom(
      ...[
        "0.5",
        "1",
        "-1",
        "1e999",
        "true",
        "null",
        "'x'",
        "study.scales",
        "study",
        "e",
        "e.value",
        "[1]",
        "{}",
        "size([])",
      ],
      ...["9223372036854775807", "has(e.low)", "constructor", "__proto__", "this"],
    ),
  );
  const operator = fc.constantFrom(
    "&&",
    "||",
    "==",
    "!=",
    ">",
    "<=",
    "+",
    "-",
    "*",
    "/",
    "%",
    " in ",
    "?",
    ":",
    ".",
    "(",
    ")",
    "",
  );
  const text = fc.oneof(
    fc.array(fc.tuple(atom, operator), { minLength: 1, maxLength: 6 }).map((parts) => parts.flat().join(" ")),
    fc.string({ maxLength: 60 }),
    fc.nat(400).map((depth) => `${"(".repeat(depth)}true${")".repeat(depth)}`),
    fc.nat(400).map((depth) => `${"!".repeat(depth)}true`),
    fc.nat(400).map((depth) =>
      Array(depth + 1)
        .fill("true")
        .join(" && "),
    ),
  );

  test("atoms and operators at random", LONG, () => {
    fc.assert(
      fc.property(text, (expression) => {
        const { truth, reason, problems } = condition(expression, REPORT);
        expect([true, false, null]).toContain(truth);
        if (truth === null) expect(reason !== null || problems.length > 0).toBe(true);
        for (const { start, message } of problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start).toBeLessThanOrEqual(expression.length);
          expect(message).not.toMatch(/is not a function|Cannot read prop|call stack/);
        }
      }),
      fuzzRuns(150),
    );
  });
});
