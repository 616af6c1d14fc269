import type { PhrasingContent } from "mdast";
import type { Estimate } from "../estimates/estimate.ts";
import { resolveId } from "../estimates/resolve-id.ts";
import { type Subject, subjectOf } from "../estimates/subject.ts";
import { phrase, text } from "./nodes.ts";
import type { Page } from "./page.ts";

/** The label of what the stars of a glob stand for in an estimate's id, linked to its page, or else to the estimate's row. */
export function subjectLink(template: string, estimate: Estimate, page: Page): PhrasingContent {
  const { design } = page.options.report.study;
  const parts = resolveId(template, design).id.split("/");
  const stars = parts.flatMap((part, index) => (part === "*" ? [subjectOf(estimate.id, index, design)] : []));
  const subjects = stars.length > 0 ? stars : [lastSubject(estimate.id, page)];
  const label = subjects.map((subject) => subject.label).join(", ");
  const own = subjects.length === 1 ? page.options.subjectHref?.(subjects[0]!.kind, subjects[0]!.id) : null;
  const href = own ?? page.options.estimateHref(estimate.id);
  return phrase("a", { className: [own ? "subject" : "value"], href }, [text(label)]);
}

/** For an id without stars: the last part that the design knows. */
function lastSubject(id: string, page: Page): Subject {
  const { design } = page.options.report.study;
  const subjects = id.split("/").map((_, index) => subjectOf(id, index, design));
  return subjects.findLast(({ kind }) => kind !== "part" && kind !== "metric") ?? subjects.at(-1)!;
}
