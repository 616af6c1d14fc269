import { describe, expect, test } from "vitest";
import { diffMarkdown } from "../../src/releases/diff-markdown.ts";
import { diffStates } from "../../src/releases/diff-states.ts";
import { diffText } from "../../src/releases/diff-text.ts";
import type { StateClaim } from "../../src/releases/report-state.ts";
import { sampleState } from "./sample-states.ts";

const P = "rank-persistence/accuracy/400k";
const SELF = (benchmark: string) => `predictor/accuracy/400k/${benchmark}/self/spearman`;
const claim = (id: string, status: StateClaim["status"]): StateClaim => {
  return { id, page: "/rq1/", text: `The claim ${id} of [this] study.`, status };
};

test("a state differs in nothing from itself", () => {
  const diff = diffStates(sampleState(), sampleState({ name: "2026.11.2" }));
  expect(diff).toMatchObject({ claims: [], verdicts: [], estimates: { moved: 0, beyond: [], came: [], went: [] } });
  expect(diff.estimates.same).toBe(diff.estimates.before);
  expect(diff.data).toMatchObject({ counts: [], design: [], files: { added: [], removed: [], changed: [] } });
  expect(diff.pages).toMatchObject([{ presence: "both", readsOtherwise: false, moved: 0 }]);
  expect(diffText(diff)).toContain("Nothing changed.");
  expect(diffMarkdown(diff)).toContain("Nothing: the same numbers");
});

test("claims: those that failed come first, then those that hold again, the untold, the gone and the new", () => {
  const before = [
    claim("a", "holds"),
    claim("b", "fails"),
    claim("c", "holds"),
    claim("d", "holds"),
    claim("e", "holds"),
  ];
  const after = [
    claim("a", "cannot tell"),
    claim("b", "holds"),
    claim("c", "fails"),
    claim("d", "holds"),
    claim("f", "fails"),
  ];
  const { claims } = diffStates(sampleState({ claims: before }), sampleState({ claims: after }));
  expect(claims.map(({ id, before: was, after: is }) => [id, was, is])).toEqual([
    ["c", "holds", "fails"],
    ["b", "fails", "holds"],
    ["a", "holds", "cannot tell"],
    ["e", "holds", null],
    ["f", null, "fails"],
  ]);
});

test("verdicts: reversals, then lost, then gained ones; more shown ones first", () => {
  const verdicts = { habitat: "robust", taxonomy: "robust", negation: "inconclusive" } as const;
  const turned = { habitat: "inconclusive", taxonomy: "unreliable", negation: "robust" } as const;
  const states = [verdicts, turned].map((own) =>
    sampleState({
      estimates: Object.fromEntries(Object.entries(own).map(([id, verdict]) => [SELF(id), { verdict }])),
    }),
  );
  const { verdicts: changes } = diffStates(states[0]!, states[1]!);
  expect(changes.map(({ id, before, after }) => [id.split("/")[3], before, after])).toEqual([
    ["taxonomy", "robust", "unreliable"],
    ["habitat", "robust", "inconclusive"],
    ["negation", "inconclusive", "robust"],
  ]);
});

describe("estimates", () => {
  const moved = (value: number) => sampleState({ estimates: { [`${P}/category/science/spearman`]: { value } } });

  test.each([
    [0.53, 0],
    [0.52, 1],
    [1, 0],
    [1.01, 1],
  ])("the interval [0.53, 1] has its bounds: a new value of %d is beyond it %d times", (value, count) => {
    const { estimates } = diffStates(sampleState(), moved(value));
    expect(estimates).toMatchObject({ moved: 1, comparable: 1 });
    expect(estimates.beyond).toHaveLength(count);
  });

  test("those that pages show come first, then those that moved furthest for their interval", () => {
    const after = sampleState({
      estimates: {
        [`${P}/category/science/spearman`]: { value: 0.5 }, // shown; just beyond
        [`${P}/benchmark/taxonomy/spearman`]: { value: -0.9 }, // seven half-widths
        [`${P}/benchmark/habitat/spearman`]: { value: -0.9 }, // two
      },
    });
    const { beyond } = diffStates(sampleState(), after).estimates;
    expect(beyond.map(({ id }) => id.split("/").at(-2))).toEqual(["science", "taxonomy", "habitat"]);
    expect(beyond.map(({ shown }) => shown)).toEqual([1, 0, 0]);
  });

  test("what came, went, got or lost its value is told apart from what moved", () => {
    const after = sampleState({
      estimates: {
        [`${P}/benchmark/negation/spearman`]: { value: 0.1 },
        [`${P}/benchmark/habitat/spearman`]: { value: null, reason: "constant input: sft" },
        [`${P}/benchmark/taxonomy/spearman`]: null,
        [`${P}/benchmark/novel/spearman`]: { value: 0.2 },
      },
    });
    const { estimates } = diffStates(sampleState(), after);
    expect(estimates).toMatchObject({
      moved: 0,
      defined: [`${P}/benchmark/negation/spearman`],
      undefined: [`${P}/benchmark/habitat/spearman`],
      came: [`${P}/benchmark/novel/spearman`],
      went: [`${P}/benchmark/taxonomy/spearman`],
    });
    const { same, moved: n, came, defined, undefined: lost } = estimates;
    expect(same + n + came.length + defined.length + lost.length).toBe(estimates.after);
  });

  test("furthest is one estimate of each quantity", () => {
    const after = sampleState({
      estimates: {
        [`${P}/benchmark/taxonomy/spearman`]: { value: 0.8 },
        [`${P}/benchmark/habitat/spearman`]: { value: 0.7 },
        "level/accuracy/400k/sft/web/benchmark/taxonomy/mean": { value: 0.5 },
      },
    });
    const { furthest } = diffStates(sampleState(), after).estimates;
    expect(furthest.map(({ id }) => id.split("/").at(-2))).toEqual(["habitat", "taxonomy"]);
  });
});

test("data: seeds, things of the design and files that came, went or changed", () => {
  const before = sampleState({ files: { "items/1.csv": "a", "models.csv": "b", "old.csv": "c" } });
  const after = sampleState({
    seeds: [1, 2, 3],
    mixtures: [
      { id: "balanced", label: "Balanced" },
      { id: "code", label: "Code-heavy" },
    ],
    files: { "items/1.csv": "a", "models.csv": "B", "new.csv": "d" },
  });
  expect(diffStates(before, after).data).toMatchObject({
    seeds: { added: [3], removed: [] },
    design: [{ what: "mixtures", added: ["Code-heavy"], removed: ["Web-heavy"] }],
    files: { added: ["new.csv"], removed: ["old.csv"], changed: ["models.csv"] },
  });
});

describe("pages", () => {
  const before = sampleState({ pages: { "/rq1/": [`${P}/category/science/spearman`], "/gone/": [] } });
  const changes = { "/rq1/": [`${P}/category/science/spearman`, SELF("taxonomy")], "/new/": [] };
  const after = sampleState({
    pages: changes,
    claims: [claim("c", "fails")],
    estimates: { [`${P}/category/science/spearman`]: { value: 0 }, [SELF("taxonomy")]: { verdict: "inconclusive" } },
  });

  test("each page says what changed on it", () => {
    const { pages } = diffStates(before, after);
    expect(pages.map(({ href, presence }) => [href, presence])).toEqual([
      ["/rq1/", "both"],
      ["/new/", "added"],
      ["/gone/", "removed"],
    ]);
    expect(pages[0]).toMatchObject({ claims: 1, shown: 2, moved: 1, beyond: 1, verdicts: 1, readsOtherwise: true });
  });

  test("a state that does not know all of its pages tells none to be new or gone", () => {
    const { pages } = diffStates({ ...before, hasAllPages: false }, { ...after, hasAllPages: false });
    expect(pages.map(({ href, presence }) => [href, presence])).toEqual([
      ["/rq1/", "both"],
      ["/new/", "both"],
    ]);
  });
});

test("as text and as Markdown: the most important first, the rest counted, nothing that Markdown would read as its own", () => {
  const ids = Array.from({ length: 30 }, (_, k) => `${P}/benchmark/b${k}/spearman`);
  const interval = { low: 0.4, high: 0.6, level: 0.95, method: "m" } as const;
  const state = (value: number, status: StateClaim["status"]) =>
    sampleState({
      estimates: Object.fromEntries(ids.map((id, k) => [id, { value: value === 0.5 ? value : k / 100, interval }])),
      claims: [claim("persists", status)],
    });
  const diff = diffStates(state(0.5, "holds"), { ...state(0, "fails"), name: "working" });
  expect(diff.estimates.beyond).toHaveLength(30);
  const text = diffText(diff);
  expect(text.indexOf("Claims: 1 claim turned")).toBeLessThan(text.indexOf("Estimates: 30 of"));
  expect(text).toContain(`${P}/benchmark/b0/spearman  0.50\u00a0[0.40,\u00a00.60] → 0.00`);
  expect(text).toContain("… and 10 more");
  const markdown = diffMarkdown(diff);
  expect(markdown).toContain("2026.11.1 → working");
  expect(markdown).toContain("fails now; it held before: The claim persists of \\[this\\] study.");
  expect(markdown.match(/^- `rank-persistence/gm)).toHaveLength(9); // eight, and the furthest
  expect(markdown.length).toBeLessThan(4000);
});
