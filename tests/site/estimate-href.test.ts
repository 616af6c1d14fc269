import { expect, test } from "vitest";
import { estimateHref } from "../../src/site/estimate-href.ts";

test.each([
  [
    "rank-persistence/accuracy/400k/benchmark/taxonomy/spearman",
    "/estimates/rank-persistence/accuracy/400k/#rank-persistence/accuracy/400k/benchmark/taxonomy/spearman",
  ],
  [
    "calibration/40k/sft/all/overall/all/ece",
    "/estimates/calibration/40k/sft/all/#calibration/40k/sft/all/overall/all/ece",
  ],
  [
    "alignment-transfer/40k/overall/all/pearson",
    "/estimates/alignment-transfer/#alignment-transfer/40k/overall/all/pearson",
  ],
  ["new-protocol/a/b/c/d", "/estimates/new-protocol/a/b/#new-protocol/a/b/c/d"],
  ["short/a", "/estimates/short/#short/a"],
])("estimateHref(%s) follows from the id alone", (id, href) => {
  expect(estimateHref(id)).toBe(href);
});
