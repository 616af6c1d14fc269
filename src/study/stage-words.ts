import type { StudyDesign } from "./design.ts";
import { inCaseOf, namesOf, quoted, type UnitWords } from "./unit-words.ts";

const WORDS: Readonly<Record<string, string>> = {
  "fine-tuning": "further training",
  "fine-tuned": "later",
  pretraining: "early training",
  pretrained: "earlier",
};

/**
 * The words for training where the last stage is a step of it: nothing was fine-tuned then, early checkpoints are set against a
 * later one. The report is written of pretraining and fine-tuning; its words are put in place as those of `unitWords` are. A
 * pretraining mixture stays one, and whatever the study itself calls by such a name.
 *
 * @returns null for a study whose last stage is no training step
 */
export function stageWords(design: Partial<StudyDesign>): UnitWords | null {
  if (design.stages?.at(-1)?.step === undefined) return null;
  const names = namesOf(design).filter((name) => /fine-tun|pretrain/i.test(name));
  const word =
    "(?<![\\w/.#-])(?<word>fine-tuning|fine-tuned|pretraining(?!\\s+(?:mixtures?|data|text)\\b)|pretrained)(?![\\w/-]|\\.\\w)";
  const pattern = new RegExp([...names.map((name) => `${quoted(name)}(?!\\w)`), word].join("|"), "gi");
  return (text) =>
    text.replace(pattern, (found, ...rest) => {
      const { word: own } = rest.at(-1) as { readonly word?: string };
      return own === undefined ? found : inCaseOf(own, WORDS[own.toLowerCase()]!);
    });
}
