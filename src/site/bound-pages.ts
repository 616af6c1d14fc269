import { posix } from "node:path";

/** A built page that goes into one document with others. */
export interface PageToBind {
  /** from the root of the site, with a slash at the end: `/rq1/` */
  readonly href: string;
  /** the whole page, its links relative */
  readonly html: string;
}

/**
 * Binds built pages to one document for printing, in the order given: what stands around the text from the first page, and
 * the text of each. Ids get the name of their page in front, so that two pages may use the same; links among the bound
 * pages stay inside the document; links to other pages of the site lose their target, because paper has no such page,
 * unless the address of the site is known.
 *
 * @param site where the report is published, if anywhere
 * @throws {Error} when there is no page, or one without a main part
 */
export function boundPages(pages: readonly PageToBind[], site?: string | undefined): string {
  const [first] = pages;
  if (!first) throw new Error("boundPages: there are no pages");
  const names = new Map(pages.map(({ href }) => [href, pageName(href)]));
  const bind = (html: string, href: string) => bound(html, href, names, site);
  const mains = pages.map(
    ({ href, html }) => `<main id="${pageName(href)}">${bind(split(html, href).main, href)}</main>`,
  );
  const { before, after } = split(first.html, first.href);
  return `${bind(before, first.href)}${mains.join("\n")}${bind(after, first.href)}`;
}

function split(html: string, href: string): { before: string; main: string; after: string } {
  const [, before, main, after] = /^([\s\S]*?)<main\b[^>]*>([\s\S]*)<\/main>([\s\S]*)$/.exec(html) ?? [];
  if (before === undefined || main === undefined || after === undefined)
    throw new Error(`boundPages: ${href} has no main part`);
  return { before, main, after };
}

const TAG = /<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>/g;

function bound(html: string, page: string, names: ReadonlyMap<string, string>, site: string | undefined): string {
  const own = pageName(page);
  return html.replace(TAG, (tag) =>
    tag
      .replace(/(\sid=")([^"]+)"/g, (_, start: string, id: string) => `${start}${own}.${id}"`)
      .replace(/(\s(?:aria-labelledby|aria-describedby|headers|for)=")([^"]+)"/g, (_, start: string, ids: string) => {
        const named = ids.split(/\s+/).map((id) => `${own}.${id}`);
        return `${start}${named.join(" ")}"`;
      })
      .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${own}.${id})`)
      .replace(/\shref="([^"]*)"/g, (whole, link: string) => {
        const isLink = /^<a\s/.test(tag) || link.startsWith("#");
        return isLink ? boundLink(link, page, names, site) : whole;
      }),
  );
}

function boundLink(link: string, page: string, names: ReadonlyMap<string, string>, site: string | undefined): string {
  if (/^[a-z]+:/.test(link)) return ` href="${link}"`;
  const [path = "", id] = link.split("#", 2);
  const target = path === "" ? page : posix.join(page, path);
  const name = names.get(target);
  if (name !== undefined) return ` href="#${id ? `${name}.${id}` : name}"`;
  return site === undefined ? "" : ` href="${new URL(`.${posix.join("/", page, link)}`, site).href}"`;
}

const pageName = (href: string) => href.replaceAll("/", "") || "overview";
