import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A built page as a reader's browser would find it. */
export interface SitePage {
  /** from the root of the site, `rq1/index.html` */
  readonly path: string;
  readonly html: string;
}

/** Every page of a built report. */
export function readSite(folder: string): SitePage[] {
  const paths = globSync("**/*.html", { cwd: folder }).toSorted();
  return paths.map((path) => ({ path, html: readFileSync(join(folder, path), "utf8") }));
}

/** The pages but for groups of estimates, hundreds of one table each, of which it takes the first of every protocol. */
export function ofAllKinds(pages: readonly SitePage[]): SitePage[] {
  const protocols = new Set<string>();
  return pages.filter(({ path }) => {
    const protocol = /^estimates\/([^/]+)\/./.exec(path)?.[1];
    if (protocol === undefined) return true;
    const isFirst = !protocols.has(protocol);
    protocols.add(protocol);
    return isFirst;
  });
}

/** The values of an attribute, or of any that `|` divides, over all tags of a page, entities decoded. */
export function attributes(html: string, names: string): string[] {
  const pattern = new RegExp(`\\s(?:${names})="([^"]*)"`, "g");
  const tags = html.match(/<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>/g) ?? [];
  return tags.flatMap((tag) => [...tag.matchAll(pattern)].map((match) => decode(match[1]!)));
}

/** The text nodes of a page, trimmed, without the empty ones. */
export function textNodes(html: string): string[] {
  const body = html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, "");
  return body.split(/<[^>]*>/).flatMap((text) => (text.trim() === "" ? [] : [decode(text.trim())]));
}

/** Links and assets of a site that lead nowhere: to no file, or to no id on their page. `base` is what a 404 page puts first. */
export function brokenLinks(folder: string, pages: readonly SitePage[], base = "/"): string[] {
  const ids = new Map(pages.map(({ path, html }) => [path, new Set(attributes(html, "id"))]));
  return pages.flatMap(({ path, html }) =>
    [...new Set(attributes(html, "href|src"))].flatMap((link) => {
      if (/^[a-z]+:/.test(link)) return [];
      const [before = "", fragment] = link.split("#");
      const target = before === "" ? path : resolved(path, before, base);
      const file = target.endsWith("/") || target === "" ? `${target}index.html` : target;
      if (!existsSync(join(folder, file))) return [`${path}: ${link} has no file`];
      if (fragment && !ids.get(file)?.has(decodeURIComponent(fragment))) return [`${path}: ${link} has no anchor`];
      return [];
    }),
  );
}

function resolved(page: string, link: string, base: string): string {
  if (link.startsWith("/")) return link.startsWith(base) ? link.slice(base.length) : `outside of ${base}: ${link}`;
  const path = posix.join("/", posix.dirname(page), link);
  return path.slice(1);
}

/** Ids that stand twice on a page, as `page#id`. */
export function repeatedIds(pages: readonly SitePage[]): string[] {
  return pages.flatMap(({ path, html }) => {
    const ids = attributes(html, "id");
    return ids.length === new Set(ids).size
      ? []
      : ids.filter((id, k) => ids.indexOf(id) !== k).map((id) => `${path}#${id}`);
  });
}

/**
 * Text and attributes that show a value that is none: a slip of code that no reader should see. A sentence may say that
 * something is undefined.
 */
export function slips(pages: readonly SitePage[]): string[] {
  const isSlip = (text: string) =>
    /\bNaN\b|\[object |\bInfinity\b|[=[(]\s*(null|undefined)\b|\b(null|undefined)\s*[%\]]|^(null|undefined)$/.test(
      text,
    );
  return pages.flatMap(({ path, html }) => {
    const names = "d|x|y|cx|cy|transform|width|height|href|title|aria-label|class";
    const texts = [...textNodes(html), ...attributes(html, names)];
    return texts.filter(isSlip).map((text) => `${path}: ${text.slice(0, 80)}`);
  });
}

/** Figures without a mark in one of their drawings or without their data, by id. A compact one has one drawing and no table. */
export function emptyFigures(pages: readonly SitePage[]): string[] {
  return pages.flatMap(({ path, html }) =>
    [...html.matchAll(/<figure id="([^"]+)"[\s\S]*?<\/figure>/g)].flatMap(([figure, id]) => {
      const drawings = figure.match(/<svg [\s\S]*?<\/svg>/g) ?? [];
      const isDrawn = (svg: string) => /<(path|circle|rect|line)\b/.test(svg) && /<text\b/.test(svg);
      const isCompact = /^<figure [^>]*class="figure compact"/.test(figure);
      const hasRows = isCompact || /<tbody>\s*<tr>/.test(figure);
      return drawings.length === (isCompact ? 1 : 2) && drawings.every(isDrawn) && hasRows ? [] : [`${path}#${id}`];
    }),
  );
}

function decode(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return named[name] ?? whole;
  });
}
