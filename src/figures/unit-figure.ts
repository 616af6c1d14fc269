import type { UnitWords } from "../study/unit-words.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import { unitHtml } from "./unit-html.ts";

/**
 * A figure in the study's own word for “mixture”: its words, both drawings, and the heads and texts of its table.
 *
 * @param unit the id of the unit: the name of its column in the CSV
 */
export function unitFigure<F extends Figure | MissingFigure>(figure: F, words: UnitWords, unit: string): F {
  const keyOf = (key: string) => (key === "mixture" ? unit : key);
  if ("missing" in figure) return { ...figure, missing: words(figure.missing) };
  const { title, subtitle, caption, alt, svg, table } = figure as Figure;
  return {
    ...figure,
    title: words(title),
    subtitle: words(subtitle),
    caption: words(caption),
    alt: words(alt),
    svg: { narrow: unitHtml(svg.narrow, words), wide: unitHtml(svg.wide, words) },
    table: {
      columns: table.columns.map((column) => ({ ...column, key: keyOf(column.key), label: words(column.label) })),
      rows: table.rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [keyOf(key), typeof value === "string" ? words(value) : value]),
        ),
      ),
    },
  };
}
