import type { BenchmarkExamples, ExampleAnswers, ExampleItems } from "../analysis/example-items.ts";
import type { StudyRecord } from "../estimates/analysis.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { listWords } from "../figures/list-words.ts";
import { percent } from "../figures/percent.ts";
import { OWN_WORDS } from "../figures/unit-html.ts";
import { studyWords } from "../study/study-words.ts";
import type { SitePart } from "./site-section.ts";

/** Example items of a benchmark: question, choices with the right one marked, and how many models got it right at each stage. */
export function exampleParts(examples: ExampleItems | null, benchmark: string, study: StudyRecord): SitePart[] {
  const own = examples?.[benchmark];
  if (!own?.items) {
    const reason = !study.hasItems
      ? "Single answers are not recorded, so there are no items to show."
      : examples === null
        ? "Example items are taken out of a study when it is built; this analysis came without them."
        : "The study gives no texts of questions for this benchmark.";
    return [{ kind: "absent", reason }];
  }
  const label = (id: string) => study.design.stages.find((stage) => stage.id === id)?.label ?? id;
  const rows = own.items.map(({ item, question, choices, answer, answers }) => {
    const options = choices.map((choice, k) =>
      k === answer ? `<b>${escapeHtml(choice)} (right)</b>` : escapeHtml(choice),
    );
    const counts = answers.map(
      ({ stage, right, answers: models }) =>
        `${escapeHtml(label(stage))}: ${formatNumber(right, 0)} of ${formatNumber(models, 0)} models right`,
    );
    return `<li><p><q>${escapeHtml(question)}</q> <span class="reason">item ${escapeHtml(item)}</span><br>${options.join(" · ")}<br><small>${counts.join("; ")}</small></p></li>`;
  });
  const list = `<ol class="examples">${rows.join("\n")}</ol>`;
  const shown = studyWords(study.design) !== null ? `${OWN_WORDS.start}${list}${OWN_WORDS.end}` : list;
  return [{ kind: "html", html: `<p>${choiceWords(own, label)} ${meanWords(own.all, label)}</p>\n${shown}` }];
}

/** How the items were chosen. */
function choiceWords({ items, of }: BenchmarkExamples, label: (id: string) => string): string {
  const last = escapeHtml(label(items[0]?.answers.at(-1)?.stage ?? ""));
  if (of === 1) return "The one item whose text the study gives.";
  if (items.length === 1)
    return `The item that most models answer right at ${last}; all ${formatNumber(of, 0)} are of one cluster.`;
  return `From the easiest to the hardest: ${items.length === of ? "all items" : `items at evenly spaced places among all ${formatNumber(of, 0)}`}, in the order of the share of models that are right at ${last}${items.length === of ? "" : ", no two of one cluster"}.`;
}

/** What the benchmark is on the whole, so that a reader can weigh its examples. */
function meanWords(all: readonly ExampleAnswers[], label: (id: string) => string): string {
  const shares = all.map(({ stage, right, answers }) => `${percent(right / answers)} at ${escapeHtml(label(stage))}`);
  return `Of all answers to the benchmark, ${listWords(shares)} are right. Counts are over all models, of every mixture, scale and seed; nothing is inferred from these items.`;
}
