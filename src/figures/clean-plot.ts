/**
 * The inside of a drawing by Plot, ready to stand in our own SVG: without its style sheet, classes and labels, numbers at two
 * decimals, ids renumbered after `prefix` (Plot counts them over the life of a process). What a mark is labelled with
 * (`ariaLabel`, see `mixtureMark`) is the mixture that it shows: it becomes `data-mixture`, by which a reader can follow one
 * through all charts.
 */
export function cleanPlot(svg: string, prefix: string): string {
  const inside = svg
    .replace(/^<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/(<(?:path|circle|rect|line|text)\b[^>]*) aria-label="/g, '$1 data-mixture="')
    .replace(/ (?:aria-[a-z]+|class|role)="[^"]*"/g, "")
    .replace(
      / (d|x|y|x1|y1|x2|y2|cx|cy|r|width|height|transform|points|dx|dy|opacity|fill-opacity|stroke-opacity)="([^"]*)"/g,
      (_, name, value) => {
        return ` ${name}="${round(value)}"`;
      },
    );
  const ids = [...new Set([...inside.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]!))];
  return ids.reduce(
    (text, id, k) =>
      text.replaceAll(`id="${id}"`, `id="${prefix}-${k + 1}"`).replaceAll(`url(#${id})`, `url(#${prefix}-${k + 1})`),
    inside,
  );
}

const round = (value: string) =>
  value.replace(/-?\d*\.\d+(?:e[-+]?\d+)?/g, (digits) => String(Math.round(Number(digits) * 100) / 100 || 0));
