/** The address of a page from the root of the site: `/rq1/` for `rq1/index.html`, `/` for `index.html`. */
export function pageAddress(path: string): string {
  return `/${path.replace(/(^|\/)index\.html$/, "$1")}`;
}
