import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "../figures/escape-html.ts";

/** A figure of a page that is drawn otherwise than before, or that is in one of two reports alone. */
export interface ChangedFigure {
  /** from the root of the report: `/rq1/` */
  readonly page: string;
  /** `rank-persistence` */
  readonly id: string;
  /** the drawing before and after, as SVG; null where there is none */
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * The figures of a built report that are not those of an earlier one, by page. A release stands in every report, under `v/VERSION`.
 *
 * @param before where the pages of the earlier one are; where there is no such folder, every figure is new
 * @param after where the pages of the later one are
 */
export function changedFigures(before: string, after: string): ChangedFigure[] {
  const pages = new Set([before, after].flatMap((cwd) => globSync("{index.html,*/index.html}", { cwd })));
  return [...pages].toSorted().flatMap((path) => {
    const [old, now] = [drawings(join(before, path)), drawings(join(after, path))];
    const ids = [...new Set([...now.keys(), ...old.keys()])];
    const page = `/${path.replaceAll("\\", "/").replace(/index\.html$/, "")}`;
    return ids.flatMap((id) => {
      const change = { page, id, before: old.get(id) ?? null, after: now.get(id) ?? null };
      return change.before === change.after ? [] : [change];
    });
  });
}

/** The first drawing of each figure of a page, by the figure's id, without links: they lead elsewhere in a release. */
function drawings(path: string): Map<string, string> {
  if (!existsSync(path)) return new Map();
  const parts = readFileSync(path, "utf8").split(/<figure [^>]*?id="fig-/);
  return new Map(
    parts.slice(1).flatMap((part) => {
      const svg = /<svg[\s\S]*?<\/svg>/.exec(part.split("</figure>", 1)[0]!)?.[0];
      const id = part.slice(0, part.indexOf('"'));
      return svg === undefined ? [] : [[id, svg.replace(/ href="[^"]*"/g, "")] as const];
    }),
  );
}

/** A page that shows both drawings of each figure side by side: no script, no style but its own. */
export function figuresPage(figures: readonly ChangedFigure[], before: string): string {
  const cell = (svg: string | null) => `<td>${svg ?? "none"}</td>`;
  const rows = figures.map(
    ({ page, id, before, after }) =>
      `<tr><th colspan="2" scope="colgroup">${escapeHtml(`${page}#fig-${id}`)}</th></tr>\n<tr>${cell(before)}${cell(after)}</tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Changed figures: ${escapeHtml(before)} and now</title>
<style>td { width: 50%; vertical-align: top } svg { max-width: 100%; height: auto; font: 12px sans-serif }</style>
</head>
<body>
<h1>Changed figures</h1>
<table>
<thead><tr><th scope="col">${escapeHtml(before)}</th><th scope="col">now</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</body>
</html>
`;
}

const SHOWN = 20;

/** The changed figures as a part of a comment; empty where none changed. */
export function figuresMarkdown(figures: readonly ChangedFigure[]): string {
  if (figures.length === 0) return "";
  const what = ({ before, after }: ChangedFigure) =>
    before === null ? "new" : after === null ? "gone" : "drawn otherwise";
  const items = figures.slice(0, SHOWN).map((figure) => `- \`${figure.page}#fig-${figure.id}\`: ${what(figure)}`);
  if (figures.length > SHOWN) items.push(`- … and ${figures.length - SHOWN} more`);
  const title = `Changed figures: ${figures.length}`;
  return `<details><summary>${title}</summary>\n\n${items.join("\n")}\n\nSide by side: \`figures.html\` of the artifact \`comment\`.\n\n</details>\n`;
}
