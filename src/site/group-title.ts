import { subjectOf } from "../estimates/subject.ts";
import type { StudyDesign } from "../study/design.ts";
import { PROTOCOLS } from "./protocols.ts";

/** The name of a group of estimates in words: `calibration/400k/sft/all` is "Calibration: 400K, Fine-tuned, all". */
export function groupTitle(name: string, design: StudyDesign): string {
  const [protocol = "", ...rest] = name.split("/");
  const title = PROTOCOLS[protocol]?.title ?? protocol;
  if (rest.length === 0) return title;
  return `${title}: ${rest.map((part, k) => label(name, k + 1, part, design)).join(", ")}`;
}

/** Pairs as in `40k@pretrain..400k@sft` are labelled side by side. */
function label(name: string, index: number, part: string, design: StudyDesign): string {
  const scaleOrStage = (id: string) => [...design.scales, ...design.stages].find((row) => row.id === id)?.label ?? id;
  if (!/[@]|\.\./.test(part)) return subjectOf(name, index, design).label;
  return part
    .split("..")
    .map((side) => side.split("@").map(scaleOrStage).join(" "))
    .join(" → ");
}
