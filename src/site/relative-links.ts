/**
 * Rewrites the links of a page that start at the root (`/rq1/`) to relative ones (`../rq1/`), so that one folder of pages
 * works at `/` and under any path. Only `href` and `src` of tags are touched: text, comments, absolute and relative
 * addresses stay.
 *
 * @param html a whole page
 * @param page its path from the root of the site, `rq1/index.html`
 */
export function relativeLinks(html: string, page: string): string {
  const up = "../".repeat(page.split("/").length - 1);
  // without a step up, a first part with a colon would be a scheme: `/javascript:…`
  return rewriteLinks(html, (path) => `${up || (/^\/(?:[^/?#]*:|$)/.test(path) ? "./" : "")}${path.slice(1)}`);
}

/** Puts the base before the links of a page that start at the root: for a page that is served at any depth (404). */
export function basedLinks(html: string, base: string): string {
  return rewriteLinks(html, (path) => `${base}${path.slice(1)}`);
}

const TAG = /<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>/g;
const LINK = /(\s(?:href|src)=")(\/(?!\/)[^"]*)"/g;

/** Rewrites the links of a page that start at the root, `href` and `src` of tags. */
export function rewriteLinks(html: string, rewrite: (path: string) => string): string {
  return html.replace(TAG, (tag) => tag.replace(LINK, (_, start: string, path: string) => `${start}${rewrite(path)}"`));
}
