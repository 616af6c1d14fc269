/** The id of a page's row where pages are listed, as in what changed between two versions: `page-rq1`, `page-overview`. */
export function pageAnchor(path: string): string {
  return `page-${path.split("/").filter(Boolean).join("-") || "overview"}`;
}
