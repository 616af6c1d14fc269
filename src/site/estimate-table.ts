import type { Report } from "../estimates/analysis.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { absentReason } from "./absent-reason.ts";
import type { SiteAbsence, SiteTable } from "./site-section.ts";
import { type ValueOptions, valueHtml } from "./value-html.ts";

export interface EstimateTablePlan extends ValueOptions {
  readonly caption: string;
  readonly head: readonly string[];
  /** the ids of a row, one per column; rows without any defined estimate stay, with their reasons */
  readonly rows: readonly { readonly label: string; readonly href?: string | null; readonly ids: readonly string[] }[];
  readonly folded?: string;
  /** whether the rows stand even where none has a value, because they lead elsewhere */
  readonly alwaysRows?: boolean;
}

/** With more rows a table stands behind a disclosure, so that what follows it is found. */
const MOST_OPEN_ROWS = 40;

/** A table of estimates by id; where none of them has a value, the reasons why. A long one is folded, but for that of an index. */
export function estimateTable(report: Report, plan: EstimateTablePlan): SiteTable | SiteAbsence {
  const { caption, head, rows, interval = true, alwaysRows = false } = plan;
  const isLong = rows.length > MOST_OPEN_ROWS && !alwaysRows;
  const folded = plan.folded ?? (isLong ? `${caption}: ${rows.length} rows` : undefined);
  const ids = rows.flatMap((row) => row.ids);
  if (!alwaysRows && !ids.some((id) => report.estimates.get(id)?.value != null)) {
    const reasons = new Set(ids.map((id) => report.estimates.get(id)?.reason ?? absentReason(id, report.study)));
    return { kind: "absent", reason: `${caption}: ${[...reasons].join("; ") || "not computed in this study"}.` };
  }
  return {
    kind: "table",
    caption,
    head,
    ...(folded !== undefined && { folded }),
    ...(alwaysRows && { isNames: true }),
    rows: rows.map(({ label, href, ids: own }) => ({
      head: href ? `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>` : escapeHtml(label),
      cells: own.map((id) => valueHtml(report, id, { interval })),
    })),
  };
}
