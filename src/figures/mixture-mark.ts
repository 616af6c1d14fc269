import { escapeHtml } from "./escape-html.ts";

/**
 * The `ariaLabel` of a mark that shows one mixture; `cleanPlot` makes it `data-mixture`. Escaped here, because the document
 * that Plot draws into writes attributes as they are.
 *
 * @param label the mixture's; a mark without one has no label
 */
export function mixtureMark(label: string | undefined): string | undefined {
  return label === undefined ? undefined : escapeHtml(label);
}
