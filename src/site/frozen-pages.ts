import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Fault, FaultError } from "../faults.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { writeBelow } from "../files.ts";
import { ledgerFaults } from "../releases/ledger-faults.ts";
import { objectStore } from "../releases/object-store.ts";
import { pageAnchor } from "../releases/page-anchor.ts";
import type { Release, ReleasedPage } from "../releases/release.ts";
import { releasedReport } from "../releases/released-report.ts";
import { scriptIn, scriptInDrawing } from "../releases/script-in.ts";
import type { StudyDesign } from "../study/design.ts";
import { citeHtml } from "./cite-html.ts";
import { writeFrozenNumbers } from "./frozen-numbers.ts";
import { rewriteLinks } from "./relative-links.ts";
import { errataHtml, type Newer, releaseBanner } from "./release-banner.ts";
import { SHELL, shellAddress } from "./shell.ts";
import { type ShortLinkPage, shortLinkPages } from "./short-link-pages.ts";

/** The releases of a site, and what their pages say of today's. */
export interface FrozenSite {
  /** all releases, oldest first */
  readonly releases: readonly Release[];
  /** today's study.yaml */
  readonly design: StudyDesign;
  /** the site's own address with its base, where it is known */
  readonly address: string | undefined;
}

/** Today's site, which frozen pages are written into. */
export interface TodaysSite {
  /** a rendered site, with the shell of each version */
  readonly site: string;
  /** the addresses of today's pages, `/rq1/` */
  readonly pages: ReadonlySet<string>;
}

/** Something that is made before today's site is there, and finished when it is. */
export interface FrozenPart {
  /** about how much memory it holds meanwhile */
  readonly bytes: number;
  readonly finish: (today: FinishingSite) => void;
}

/** What all parts share when they are finished. */
interface FinishingSite extends TodaysSite {
  /** the shell of a page in a version, its place in the navigation marked */
  readonly shell: (version: string, page: Pick<ReleasedPage, "path">, own: ReadonlySet<string>) => string;
  readonly changed: ReturnType<typeof changedPages>;
}

/**
 * Every page and file of every release under `/v/VERSION/`: frozen bodies in the shell of their version, links inside a
 * version kept inside. Every object is checked against its hash, and every address of the ledgers is there. The files are
 * written as the parts are taken, the pages when they are finished, with `finishFrozen`.
 *
 * @param folder what will be moved into the site
 * @param faults receives each address that is gone and each page that is not what was released
 */
export function* frozenParts(frozen: FrozenSite, folder: string, faults: Fault[]): Generator<FrozenPart, void> {
  const { releases, design } = frozen;
  faults.push(...ledgerFaults(releases));
  const objects = objectStore(releases);
  const uses = Map.groupBy(
    releases.flatMap(({ addresses }) => addresses.pages.map(({ body }) => body)),
    (body) => body,
  );
  const rewritten = new Map<string, string>();
  const tablesBy = new Map<string, string>();
  for (const [index, release] of releases.entries()) {
    const { version, addresses } = release;
    const report = releasedReport(release);
    const tables = writeFrozenNumbers(folder, release, report, tablesBy);
    const own = new Set([...addresses.pages, ...addresses.files].map(({ path }) => path).concat(tables));
    const anchors = Map.groupBy(addresses.anchors, ({ address }) => address.split("#", 1)[0]!);
    for (const { path, object } of addresses.files)
      collect(faults, () => {
        const bytes = objects.file(object, `/v/${version}${path}`);
        if (path.endsWith(".svg"))
          assertNoScript(scriptInDrawing(Buffer.from(bytes).toString("utf8")), `/v/${version}${path}`);
        writeBelow(folder, `v/${version}${path}`, bytes);
      });
    const scope = [...own].join("\n");
    const partOf = (page: Omit<ShortLinkPage, "body">, body: string, cite: string, newer: NewerOf): FrozenPart => ({
      bytes: 2 * (body.length + cite.length),
      finish: (today) => {
        const html = filled(today.shell(version, page, own), {
          title: escapeHtml(page.title),
          description: escapeHtml(page.description),
          path: escapeHtml(`/v/${version}${page.path}`),
          canonical: escapeHtml(canonicalOf(page.path, version, today.pages, frozen.address)),
          banner: releaseBanner(release, newer(today)),
          body,
          cite,
        });
        writeBelow(today.site, `v/${version}${page.path}index.html`, html);
      },
    });
    for (const page of addresses.pages) {
      let part: FrozenPart | undefined;
      collect(faults, () => {
        const address = `/v/${version}${page.path}`;
        const key = `${page.body}\n${page.path}\n${scope}`;
        let body = rewritten.get(key);
        if (body === undefined) {
          const stored = objects.body(page.body, address);
          assertNoScript(scriptIn(stored), address);
          const lost = (anchors.get(page.path) ?? []).filter(({ address: at }) => !hasAnchor(stored, at));
          faults.push(...lost.map(({ address: at }) => gone(`/v/${version}${at}`)));
          body = insideVersion(stored, page.path, own);
          if (uses.get(page.body)!.length > 1) rewritten.set(key, body);
        }
        const cite = insideVersion(citeFrozen(release, page, body, frozen), page.path, own);
        part = partOf(page, errataHtml(release, page) + body, cite, (today) =>
          newerThan(index, page, releases, design.version, today),
        );
      });
      if (part) yield part;
    }
    const short = shortLinkPages(release, report.estimates.values());
    const linked = new Set([...own, ...short.map(({ path }) => path)]);
    for (const page of short) yield partOf(page, insideVersion(page.body, page.path, linked), "", () => null);
    for (const { address } of addresses.anchors)
      if (!own.has(address.split("#", 1)[0]!)) faults.push(gone(`/v/${version}${address}`));
  }
}

/** Which version a page has to be told of, when today's site is there. */
type NewerOf = (today: FinishingSite) => Newer | null;

/** Writes the pages of parts into today's site, and takes the shells out of it. */
export function finishFrozen(parts: Iterable<FrozenPart>, releases: readonly Release[], today: TodaysSite): void {
  const shells = new Map(releases.map(({ version }) => [version, takeShell(today.site, version)]));
  const finishing: FinishingSite = {
    ...today,
    shell: (version, page, own) => shells.get(version)!(page, own),
    changed: changedPages(today.site),
  };
  for (const part of parts) part.finish(finishing);
}

function citeFrozen(release: Release, { path, title }: ReleasedPage, body: string, { design, address }: FrozenSite) {
  return citeHtml({ path, title, body, design: release.study.design, newest: design, address, release });
}

/** What a study brings along is shown, never run: a release that says otherwise was not written by `npm run release`. */
function assertNoScript(found: string | null, address: string): void {
  if (found === null) return;
  const todo = "Do not build this study: its releases were made to run a program in the reader’s browser.";
  throw new FaultError([{ file: address, value: `holds ${found}`, expected: "nothing that runs", todo }]);
}

function gone(address: string): Fault {
  const todo = "Restore data/releases from git: what is published stays.";
  return { file: address, value: "the address is gone", expected: "every address of addresses.json", todo };
}

/** Runs a step and keeps its faults; other errors are ours and pass. */
function collect(faults: Fault[], step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    faults.push(...error.faults);
  }
}

function hasAnchor(body: string, address: string): boolean {
  const id = address.split("#")[1];
  return id === undefined || body.includes(` id="${id}"`);
}

/** Takes a version's shell out of the site. @returns the shell of one page, its place in the navigation marked */
function takeShell(
  site: string,
  version: string,
): (page: Pick<ReleasedPage, "path">, own: ReadonlySet<string>) => string {
  const folder = join(site, shellAddress(version));
  const html = readFileSync(join(folder, "index.html"), "utf8");
  rmSync(folder, { recursive: true });
  const atDepth = new Map<number, string>();
  return ({ path }, own) => {
    const depth = path.split("/").length;
    const shell = atDepth.get(depth) ?? insideVersion(html, path, own);
    atDepth.set(depth, shell);
    const here = `href="${hrefInVersion(path, path)}"`;
    return shell.replace(/<nav class="site-nav"[\s\S]*?<\/nav>/, (nav) =>
      nav.replaceAll(here, `${here} aria-current="page"`),
    );
  };
}

/** Makes links from the root relative: to the version where it has the address, else to today's site. */
function insideVersion(html: string, page: string, own: ReadonlySet<string>): string {
  const toRoot = "../".repeat(page.split("/").length);
  return rewriteLinks(html, (link) => {
    const path = /^[^?#]*/.exec(link)![0];
    return own.has(path) ? hrefInVersion(link, page) : `${toRoot}${link.slice(1)}`;
  });
}

/** A link from the root of a version, relative to one of its pages. */
function hrefInVersion(link: string, page: string): string {
  return `${"../".repeat(page.split("/").length - 2)}${link.slice(1)}` || "./";
}

/** The search engines' page: today's at the same address, or the frozen one where there is none. */
function canonicalOf(path: string, version: string, pages: ReadonlySet<string>, address: string | undefined): string {
  const target = pages.has(path) ? path : `/v/${version}${path}`;
  if (address !== undefined) return new URL(`.${target}`, address).href;
  return `${"../".repeat(path.split("/").length)}${target.slice(1)}` || "./";
}

/** Of each diff page, read once: the anchors of the pages whose change it tells; null where there is no such page. */
function changedPages(site: string): (diff: string) => ReadonlySet<string> | null {
  const known = new Map<string, ReadonlySet<string> | null>();
  return (diff) => {
    const path = join(site, diff, "index.html");
    if (!known.has(diff)) known.set(diff, existsSync(path) ? idsIn(readFileSync(path, "utf8")) : null);
    return known.get(diff)!;
  };
}

function idsIn(html: string): ReadonlySet<string> {
  return new Set(html.matchAll(/ id="([^"]+)"/g).map(([, id]) => id!));
}

function newerThan(
  index: number,
  page: ReleasedPage,
  releases: readonly Release[],
  current: string,
  { pages, changed }: FinishingSite,
): Newer | null {
  const [release, next, last] = [releases[index]!, releases[index + 1], releases.at(-1)!];
  if (next === undefined && release.version === current) return null;
  const toRoot = "../".repeat(page.path.split("/").length);
  const diff = `v/${release.version}..${next?.version}/`;
  const told = next === undefined ? null : changed(diff);
  const anchor = pageAnchor(page.path);
  const later = last.addresses.pages.find(({ path }) => path === page.path);
  return {
    version: current,
    page: pages.has(page.path) ? `${toRoot}${page.path.slice(1)}` : null,
    overview: toRoot,
    isSame: last.version === current && later?.words === page.words,
    changes:
      next && told ? { version: next.version, href: `${toRoot}${diff}${told.has(anchor) ? `#${anchor}` : ""}` } : null,
  };
}

const TOKEN = new RegExp(Object.values(SHELL).join("|"), "g");

function filled(shell: string, values: Readonly<Record<keyof typeof SHELL, string>>): string {
  const byToken = new Map(
    Object.entries(SHELL).map(([name, token]) => [token as string, values[name as keyof typeof SHELL]]),
  );
  return shell.replace(TOKEN, (token) => byToken.get(token)!);
}
