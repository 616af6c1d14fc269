/** Names that are written in their own way. */
const SPELLINGS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "AGIEval ANLI ARC BBH BLiMP BoolQ COPA CSQA DROP GLUE GPQA GSM8K HellaSwag HumanEval IFEval LAMBADA LogiQA MATH MBPP",
    "MedMCQA MedQA MMLU MNLI OBQA OpenBookQA PIQA QQP RACE RTE SciQ SIQA SQuAD TriviaQA TruthfulQA WiC WinoGrande WSC",
  ]
    .join(" ")
    .split(" ")
    .map((name) => [name.toLowerCase(), name]),
);

/** What an argument in the name of a run says of how it was asked, not of what. */
const SETTINGS =
  /^(method|model\w*|data_augmentation|prompt\w*|instructions|output_format\w*|stop|num_\w+|max_\w+|use_\w+|eval_split)$/;

/**
 * What readers call a benchmark, from its name in a log: `arc_challenge` → ARC challenge; of a name with arguments what they
 * say, `mmlu:subject=anatomy,method=multiple_choice_joint` → MMLU, anatomy.
 */
export function benchmarkLabel(name: string): string {
  const [, head = name, list = ""] = /^([^:=]+):(\w+=.*)$/.exec(name) ?? [];
  const values = list.split(",").flatMap((argument) => {
    const at = argument.indexOf("=");
    return at === -1 || SETTINGS.test(argument.slice(0, at)) ? [] : [spelt(argument.slice(at + 1))];
  });
  const words = [spelt(head), ...values].filter(Boolean).join(", ").slice(0, 120).trim() || name.slice(0, 120);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function spelt(text: string): string {
  return text
    .split(/[_\s-]+/)
    .filter(Boolean)
    .map((word) => {
      const plain = word.toLowerCase();
      return Object.hasOwn(SPELLINGS, plain) ? SPELLINGS[plain]! : word;
    })
    .join(" ");
}
