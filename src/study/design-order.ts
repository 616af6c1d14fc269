import type { StudyDesign } from "./design.ts";
import type { DesignFault } from "./design-fault.ts";

/** Names that stages usually have, in training order. A study may use any others; these can be told to be out of order. */
const TRAINING_ORDER: readonly RegExp[] = [
  /^(init|initial|random|untrained)$/,
  /^pre-?train(ing|ed)?$/,
  /^(mid-?train(ing|ed)?|anneal(ing|ed)?)$/,
  /^(sft|fine-?tun(e|ed|ing)|instruct(ion)?(-tun(ed|ing))?)$/,
  /^(dpo|ppo|grpo|rl|rlhf|rlvr|preference)$/,
];

/**
 * Stages stand in training order and scales from the smallest: everything that compares “before” and “after” rests on it.
 * A stage is out of order when a usual name of a later stage (sft) comes before that of an earlier one (pretrain); a
 * scale when its declared parameters are not above those before it, a stage with a step when an earlier one is as far.
 */
export function designOrderFaults(design: StudyDesign): readonly Omit<DesignFault, "atKey">[] {
  const faults: Omit<DesignFault, "atKey">[] = [];
  let latest: { id: string; rank: number } | null = null;
  design.stages.forEach(({ id }, index) => {
    const rank = TRAINING_ORDER.findIndex((name) => name.test(id));
    if (rank === -1) return;
    if (latest !== null && rank < latest.rank) {
      faults.push({
        path: ["stages", index, "id"],
        value: `stage ${id} is out of order: it stands after ${latest.id}`,
        expected: "the stages in training order",
        todo: `Move ${id} before ${latest.id}.`,
      });
    } else latest = { id, rank };
  });
  let furthest: { id: string; step: number } | null = null;
  design.stages.forEach(({ id, step }, index) => {
    if (step === undefined) return;
    if (furthest !== null && step <= furthest.step) {
      faults.push({
        path: ["stages", index, "step"],
        value: `stage ${id} is out of order: step ${step} after step ${furthest.step} of ${furthest.id}`,
        expected: "steps that grow from stage to stage",
        todo: `Move ${id} before ${furthest.id}, or correct the step.`,
      });
    } else furthest = { id, step };
  });
  let largest: { id: string; parameters: number } | null = null;
  design.scales.forEach(({ id, parameters }, index) => {
    if (parameters === undefined) return;
    if (largest !== null && parameters <= largest.parameters) {
      faults.push({
        path: ["scales", index, "parameters"],
        value: `scale ${id} is out of order: ${parameters} parameters after the ${largest.parameters} of ${largest.id}`,
        expected: "the scales from the smallest to the largest",
        todo: `Move ${id} before ${largest.id}, or correct the parameters.`,
      });
    } else largest = { id, parameters };
  });
  return faults;
}
