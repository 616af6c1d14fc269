import { expect, test } from "vitest";
import { designOrder } from "../../src/site/design-order.ts";
import type { StudyDesign } from "../../src/study/design.ts";

const rows = (...ids: string[]) => ids.map((id) => ({ id, label: id }));
const DESIGN: StudyDesign = {
  id: "a",
  title: "A",
  version: "2026.1.1",
  authors: [],
  stages: rows("pretrain", "sft"),
  scales: rows("40k", "140k", "400k"),
  mixtures: rows("web", "code"),
  categories: rows("science"),
  benchmarks: [],
};

test("designOrder follows the questions, then the design: scales from the smallest, stages in training order", () => {
  const names = [
    "calibration/140k/sft/web",
    "calibration/40k/sft/code",
    "calibration/40k/sft/web",
    "calibration/40k/sft/all",
    "calibration/40k/pretrain/web",
    "scale-transfer/accuracy/40k@pretrain..400k@sft",
    "scale-transfer/accuracy/40k@pretrain..140k@sft",
    "rank-persistence/confidence/40k",
    "rank-persistence/accuracy/400k",
    "unheard-of/b",
    "unheard-of/a",
  ];
  expect(names.toSorted(designOrder(DESIGN))).toEqual([
    "rank-persistence/accuracy/400k",
    "rank-persistence/confidence/40k",
    "scale-transfer/accuracy/40k@pretrain..140k@sft",
    "scale-transfer/accuracy/40k@pretrain..400k@sft",
    "calibration/40k/pretrain/web",
    "calibration/40k/sft/all",
    "calibration/40k/sft/web",
    "calibration/40k/sft/code",
    "calibration/140k/sft/web",
    "unheard-of/a",
    "unheard-of/b",
  ]);
});
