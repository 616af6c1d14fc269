import type { ExampleItems } from "../analysis/example-items.ts";
import type { StudyRecord } from "../estimates/analysis.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { OWN_WORDS } from "../figures/unit-html.ts";
import { studyWords } from "../study/study-words.ts";
import type { SitePart } from "./site-section.ts";

/** Example items of a benchmark: question, choices with the right one marked, and how many models got it right at each stage. */
export function exampleParts(examples: ExampleItems | null, benchmark: string, study: StudyRecord): SitePart[] {
  const items = examples?.[benchmark] ?? [];
  if (items.length === 0) {
    const reason = !study.hasItems
      ? "Single answers are not recorded, so there are no items to show."
      : examples === null
        ? "Example items are taken out of a study when it is built; this analysis came without them."
        : "The study gives no texts of questions for this benchmark.";
    return [{ kind: "absent", reason }];
  }
  const label = (id: string) => study.design.stages.find((stage) => stage.id === id)?.label ?? id;
  const rows = items.map(({ item, question, choices, answer, answers }) => {
    const options = choices.map((choice, k) =>
      k === answer ? `<b>${escapeHtml(choice)} (right)</b>` : escapeHtml(choice),
    );
    const counts = answers.map(
      ({ stage, right, models }) =>
        `${escapeHtml(label(stage))}: ${formatNumber(right, 0)} of ${formatNumber(models, 0)} models right`,
    );
    return `<li><p><q>${escapeHtml(question)}</q> <span class="reason">item ${escapeHtml(item)}</span><br>${options.join(" · ")}<br><small>${counts.join("; ")}</small></p></li>`;
  });
  const intro =
    "The first items by their number that are of different clusters. The counts are over all models of every mixture, scale and seed; they are examples, and nothing is inferred from them.";
  const list = `<ol class="examples">${rows.join("\n")}</ol>`;
  const own = studyWords(study.design) !== null ? `${OWN_WORDS.start}${list}${OWN_WORDS.end}` : list;
  return [{ kind: "html", html: `<p>${intro}</p>\n${own}` }];
}
