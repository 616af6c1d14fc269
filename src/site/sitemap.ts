import { escapeHtml } from "../figures/escape-html.ts";

/** What search engines are told of a report: `robots.txt` and, where its address is known, `sitemap.xml`. */
export interface Sitemap {
  readonly robots: string;
  /** null without an address: a sitemap has absolute links only */
  readonly sitemap: string | null;
}

/**
 * Lists the pages of a report for search engines, in code unit order, without the page for what is not found.
 *
 * @param pages paths of HTML files from the root of the site
 * @param address the site's `url` in study.yaml, if it has one
 * @param base the path under which the site is served, with a slash at both ends
 */
export function sitemapOf(pages: readonly string[], address: string | undefined, base: string): Sitemap {
  const open = "User-agent: *\nAllow: /\n";
  if (address === undefined) return { robots: open, sitemap: null };
  const absolute = (path: string) => new URL(`${base}${path}`, address).href;
  const locations = pages
    .filter((page) => page !== "404.html")
    .map((page) => absolute(page.replace(/(^|\/)index\.html$/, "$1")))
    .toSorted();
  const rows = locations.map((location) => `<url><loc>${escapeHtml(location)}</loc></url>`);
  return {
    robots: `${open}Sitemap: ${absolute("sitemap.xml")}\n`,
    sitemap: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join("\n")}\n</urlset>\n`,
  };
}
