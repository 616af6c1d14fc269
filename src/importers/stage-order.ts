/** Words for stages of training, in their usual order, with the id that they get. */
const STAGES: readonly (readonly [id: string, words: RegExp])[] = [
  ["pretrain", /^(pretrain(ed|ing)?|base|pt)$/],
  ["mid", /^(mid|midtrain(ed|ing)?|anneal(ed|ing)?)$/],
  ["sft", /^(sft|instruct|instruction|it|chat|tulu|finetune[d]?|ft|tuned)$/],
  ["dpo", /^(dpo|ipo|kto|simpo)$/],
  ["rl", /^(rl|rlhf|rlvr|ppo|grpo)$/],
];

const STEP = /^(?:pretrain-)?step-?(\d{1,15})$/;

/** The stage that a word of a model’s name stands for, `Instruct` → `sft`; null for any other word. */
export function stageOfWord(word: string): string | null {
  return STAGES.find(([, words]) => words.test(word.toLowerCase()))?.[0] ?? null;
}

/**
 * Stages in the order of training as far as their names tell: steps by their number (`step-1000`) before or as
 * pretraining, then as models are usually tuned.
 *
 * @returns null when two names tell nothing, so that their order has to be asked for
 */
export function stageOrder(ids: readonly string[]): readonly string[] | null {
  if (ids.length < 2) return ids;
  const keys = ids.map((id) => {
    const step = STEP.exec(id);
    if (step !== null) return [0, Number(step[1])] as const;
    const index = STAGES.findIndex(([name]) => name === id);
    return index === -1 ? null : ([index, Number.POSITIVE_INFINITY] as const);
  });
  if (keys.includes(null)) return null;
  return ids
    .map((id, index) => ({ id, key: keys[index]! }))
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1])
    .map(({ id }) => id);
}

const LABELS: Readonly<Record<string, string>> = {
  pretrain: "Pretraining",
  mid: "Mid-training",
  sft: "Fine-tuned",
  dpo: "DPO",
  rl: "RL",
};

/** A stage as a design has it, from its id: `sft` → Fine-tuned; `step-1000` → Step 1000, with the step itself. */
export function stageRow(id: string): { readonly id: string; readonly label: string; readonly step?: number } {
  const step = STEP.exec(id)?.[1];
  return step === undefined ? { id, label: LABELS[id] ?? id } : { id, label: `Step ${step}`, step: Number(step) };
}
