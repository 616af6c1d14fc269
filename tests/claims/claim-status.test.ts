import { describe, expect, test } from "vitest";
import { claimStatus } from "../../src/claims/claim-status.ts";
import { condition } from "../../src/claims/condition.ts";
import { sampleReport } from "../estimates/sample-report.ts";

const report = sampleReport();
const S = "rank-persistence/accuracy/{largest-scale}/category/science/spearman";
const I = "rank-persistence/accuracy/{largest-scale}/category/inference/spearman";
const NEGATION = "rank-persistence/accuracy/400k/benchmark/negation/spearman";
const BENCHMARKS = "rank-persistence/accuracy/400k/benchmark/*/spearman";

describe("condition", () => {
  test.each([
    [`value('${S}') > 0.5`, true],
    [`low("${S}") > 0.6 || high("${S}") >= 1.0`, true],
    [`value('${I}') > 0.0`, false],
    [`q('${S}') <= 0.05 && p('${S}') < q('${S}')`, true],
    [`n('${S}') == 9`, true],
    ["verdict('predictor/accuracy/400k/taxonomy/self/spearman') == 'robust'", true],
    ["count('predictor/accuracy/400k/*/self/spearman', 'robust') == 1", true],
    [`estimates('${BENCHMARKS}').exists(e, e.value > 0.9)`, true],
    [`estimates('${BENCHMARKS}').filter(e, e.defined).size() == 2`, true],
    ["study.mixtures == 2 && study.confidence && study.scales > 1", true],
    // three values: an undefined estimate decides nothing, and the rest may
    [`value('${NEGATION}') > 0.0`, null],
    [`!(value('${NEGATION}') > 0.0)`, null],
    [`value('${NEGATION}') > 0.0 || value('${S}') > 0.0`, true],
    [`value('${NEGATION}') > 0.0 && value('${S}') < 0.0`, false],
    [`estimates('${BENCHMARKS}').all(e, e.value > 0.1)`, null],
    [`estimates('${BENCHMARKS}').all(e, e.value > 0.5)`, false],
    [`defined('${NEGATION}')`, false],
    ["low('level/accuracy/400k/sft/web/benchmark/taxonomy/mean') > 0.4", true],
    ["p('level/accuracy/400k/sft/web/benchmark/taxonomy/mean') < 0.05", null],
  ])("%s is %s", (expression, truth) => {
    const result = condition(expression, report);
    expect(result.problems).toEqual([]);
    expect(result.truth).toBe(truth);
  });

  test("an undefined estimate is named", () =>
    expect(condition(`value('${NEGATION}') > 0.0`, report).reason).toBe(`${NEGATION}: constant input: sft`));

  test("a condition over two scales cannot be told in a study of one", () => {
    const expression =
      "value('scale-shift/accuracy/{smallest-scale}..{largest-scale}/category/science/spearman') > 0.0";
    expect(condition(expression, sampleReport({ scales: 1 }))).toMatchObject({ truth: null, problems: [] });
  });

  test("a misspelt id is a problem at its place, in a branch that is never reached too", () => {
    const expression = "true || value('rank-persistence/accuracy/400k/overal/all/spearman') > 0.5";
    const [problem] = condition(expression, report).problems;
    expect(problem).toMatchObject({
      start: 14,
      todo: "Did you mean rank-persistence/accuracy/400k/overall/all/spearman?",
    });
  });

  test.each([
    "value(",
    "vlaue('a') > 1.0",
    "study.foo > 1",
    "1 + 1",
    "e.value > 0.5",
    "value(3) > 0.5",
    "'a'",
    "",
    "globalThis",
  ])("%j is a problem, not a crash", (expression) => expect(condition(expression, report).problems).toHaveLength(1));

  test.each([
    [`'${"a".repeat(55)}!'.matches('^(a+)+$')`, "matches(…) is no word of conditions"],
    [`estimates('${BENCHMARKS}').exists(e, e.id.matches('^(a+)+$'))`, "matches(…) is no word of conditions"],
    [`['x']${".map(a, a + a)".repeat(40)}.size() > 0`, "map(…) is no word of conditions"],
    ["cel.bind(a, 'x', a == 'x')", "bind(…) is no word of conditions"],
    [
      `estimates('${BENCHMARKS}').all(e, estimates('${BENCHMARKS}').size() > 0)`,
      "estimates(…) stands in all(…) that is asked of every estimate",
    ],
  ])("%s is refused before it is asked: it may never end", (expression, message) =>
    expect(condition(expression, report).problems[0]?.message).toBe(message),
  );

  test("a walk over estimates for every element is refused", () =>
    expect(
      condition(`count('${BENCHMARKS}', 'robust') > 0`, report, report.estimates.get(NEGATION)!).problems[0]?.message,
    ).toBe("count(…) stands in a condition that is asked of every estimate"));

  test("what is said of ids may use plain comparisons of text", () =>
    expect(condition(`estimates('${BENCHMARKS}').exists(e, e.id.contains('/negation/'))`, report).truth).toBe(true));

  test("e stands for the element", () => {
    const element = report.estimates.get(NEGATION)!;
    expect(condition("e.defined", report, element).truth).toBe(false);
    expect(condition("e.value > 0.0", report, element).truth).toBeNull();
  });

  test("asked lists each estimate once, in the order of asking", () => {
    const { asked } = condition(`value('${I}') < 0.0 && value('${S}') > 0.0 && low('${I}') < 0.0`, report);
    expect(asked.map((one) => one.value)).toEqual([-0.714, 0.9]);
  });
});

describe("claimStatus", () => {
  test.each([
    [{ when: `value('${S}') > 0.5` }, "holds"],
    [{ when: `value('${S}') < 0.5` }, "fails"],
    [{ when: `value('${NEGATION}') > 0.5` }, "cannot tell"],
    [{ when: `low('${I}') > 0.0`, unless: `high('${I}') < 0.0` }, "cannot tell"],
    [{ when: `low('${I}') > 0.0`, unless: `value('${I}') < 0.0` }, "fails"],
    [{ when: `low('${S}') > 0.0`, unless: `high('${S}') < 0.0` }, "holds"],
    [{ when: `low('${S}') > 0.0`, unless: `value('${S}') > 0.0` }, "fails"],
    [{ when: `low('${S}') > 0.0`, unless: `value('${NEGATION}') > 0.0` }, "cannot tell"],
  ] as const)("%j is %s", (conditions, status) => expect(claimStatus(conditions, report).status).toBe(status));

  test("problems say which condition they stand in", () =>
    expect(claimStatus({ when: "true", unless: "value(" }, report).problems[0]?.of).toBe("unless"));
});
