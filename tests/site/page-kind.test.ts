import { expect, test } from "vitest";
import { cardPath } from "../../src/site/card-path.ts";
import { pageKind } from "../../src/site/page-kind.ts";

test.each([
  ["/", "narrative", "/cards/overview.png"],
  ["/rq1/", "narrative", "/cards/rq1.png"],
  ["/benchmarks/mmlu.anatomy/", "subject", "/cards/benchmarks.mmlu.anatomy.png"],
  ["/guidance/", "list", "/cards/guidance.png"],
  ["/estimates/", null, "/cards/estimates.png"],
  ["/estimates/level/accuracy/", null, "/cards/estimates.png"],
  ["/releases/", "list", "/cards/releases.png"],
  ["/v/2026.11.1..2026.11.2/", null, "/cards/releases.png"],
  ["/search/", null, "/cards/overview.png"],
  ["/v/2026.11.1/rq1/", null, null],
  ["/figures/levels/", null, null],
  ["/404/", null, null],
])("pageKind(%s) is %s, its card %s", (path, kind, card) => {
  expect(pageKind(path)).toBe(kind);
  expect(cardPath(path)).toBe(card);
});
