/**
 * The ids of the estimates whose numbers stand on a page: every number links to its row, `/estimates/GROUP/#ID`. In order of
 * first appearance.
 *
 * @param html a page or its body
 */
export function shownEstimates(html: string): string[] {
  const links = html.matchAll(/href="[^"#]*\/?estimates\/[^"#]+\/#([^"]+)"/g);
  return [...new Set(Array.from(links, ([, id]) => id!))];
}
