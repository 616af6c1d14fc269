import { expect, test } from "vitest";
import { stageWords } from "../../src/study/stage-words.ts";
import { studyWords } from "../../src/study/study-words.ts";

const stage = (id: string, step?: number, label = id) => ({ id, label, ...(step !== undefined && { step }) });
const checkpoints = { stages: [stage("step-1000", 1000), stage("step-4000", 4000)] };

test("stageWords is null where the last stage is no training step, whatever the earlier ones are", () => {
  expect(stageWords({})).toBeNull();
  expect(stageWords({ stages: [stage("pretrain"), stage("sft")] })).toBeNull();
  expect(stageWords({ stages: [stage("step-1000", 1000), stage("sft")] })).toBeNull();
});

test.each([
  ["What survives fine-tuning?", "What survives further training?"],
  ["Fine-tuning makes models surer.", "Further training makes models surer."],
  ["the rankings that pretraining sets", "the rankings that early training sets"],
  ["a fine-tuned model starts from its own pretraining run", "a later model starts from its own early training run"],
  ["One of 9 pretraining mixtures", "One of 9 pretraining mixtures"],
  ["of pretraining data", "of pretraining data"],
  ["/pretraining/ and pretraining-data", "/pretraining/ and pretraining-data"],
])("stageWords: %s", (text, expected) => {
  expect(stageWords(checkpoints)!(text)).toBe(expected);
  expect(stageWords(checkpoints)!(expected)).toBe(expected);
});

test("what the study calls by such a name stays", () => {
  const stages = [stage("a", 1, "Pretraining, early"), stage("b", 2, "b")];
  expect(stageWords({ stages })!("From Pretraining, early on: pretraining")).toBe(
    "From Pretraining, early on: early training",
  );
});

test("studyWords puts both the study’s unit and its training in place", () => {
  expect(studyWords({})).toBeNull();
  const words = studyWords({ ...checkpoints, unit: { id: "recipe", label: "Recipe" } })!;
  expect(words("A mixture before fine-tuning")).toBe("A recipe before further training");
});
