import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Report } from "../estimates/analysis.ts";
import { analysisText, estimateTables } from "../estimates/write-analysis.ts";
import { type Fault, FaultError } from "../faults.ts";
import { escapeHtml } from "../figures/escape-html.ts";
import { sha256 } from "../files.ts";
import { ledgerFaults } from "../releases/ledger-faults.ts";
import { objectStore } from "../releases/object-store.ts";
import { pageAnchor } from "../releases/page-anchor.ts";
import { RELEASE_FILES } from "../releases/read-release.ts";
import type { Release, ReleasedPage } from "../releases/release.ts";
import { releasedReport } from "../releases/released-report.ts";
import { scriptIn } from "../releases/script-in.ts";
import type { StudyDesign } from "../study/design.ts";
import { citeHtml } from "./cite-html.ts";
import { rewriteLinks } from "./relative-links.ts";
import { errataHtml, type Newer, releaseBanner } from "./release-banner.ts";
import { SHELL, shellAddress } from "./shell.ts";
import { shortLinkPages } from "./short-link-pages.ts";

/** Where frozen pages are written, and what stands beside them. */
export interface FrozenSite {
  /** a rendered site, with the shell of each version */
  readonly site: string;
  /** all releases, oldest first */
  readonly releases: readonly Release[];
  /** the addresses of today's pages, `/rq1/` */
  readonly pages: ReadonlySet<string>;
  /** the version of today's data */
  readonly current: string;
  /** today's study.yaml */
  readonly design: StudyDesign;
  /** the site's own address with its base, where it is known */
  readonly address: string | undefined;
}

/**
 * Writes every page and file of every release under `/v/VERSION/`: frozen bodies in the shell of their version, links
 * inside a version kept inside. Every object is checked against its hash, and every address of the ledgers is there.
 *
 * @returns how many pages were written
 * @throws {FaultError} naming each address that is gone and each page that is not what was released
 */
export function frozenPages(target: FrozenSite): number {
  const { site, releases } = target;
  const faults: Fault[] = ledgerFaults(releases);
  const objects = objectStore(releases);
  const uses = Map.groupBy(
    releases.flatMap(({ addresses }) => addresses.pages.map(({ body }) => body)),
    (body) => body,
  );
  const rewritten = new Map<string, string>();
  const data = new Map<string, string>();
  const changed = changedPages(site);
  let count = 0;
  for (const [index, release] of releases.entries()) {
    const { version, addresses } = release;
    const root = join(site, "v", version);
    const shell = takeShell(site, version);
    const report = releasedReport(release);
    const tables = writeData(root, release, report, data);
    const own = new Set([...addresses.pages, ...addresses.files].map(({ path }) => path).concat(tables));
    const anchors = Map.groupBy(addresses.anchors, ({ address }) => address.split("#", 1)[0]!);
    for (const { path, object } of addresses.files)
      collect(faults, () => {
        const bytes = objects.file(object, `/v/${version}${path}`);
        if (path.endsWith(".svg")) assertNoScript(Buffer.from(bytes).toString("utf8"), `/v/${version}${path}`);
        write(join(root, path), bytes);
      });
    const scope = [...own].join("\n");
    for (const page of addresses.pages)
      collect(faults, () => {
        const address = `/v/${version}${page.path}`;
        const key = `${page.body}\n${page.path}\n${scope}`;
        let body = rewritten.get(key);
        if (body === undefined) {
          const frozen = objects.body(page.body, address);
          assertNoScript(frozen, address);
          const lost = (anchors.get(page.path) ?? []).filter(({ address: at }) => !hasAnchor(frozen, at));
          faults.push(...lost.map(({ address: at }) => gone(`/v/${version}${at}`)));
          body = insideVersion(frozen, page.path, own);
          if (uses.get(page.body)!.length > 1) rewritten.set(key, body);
        }
        const html = filled(shell(page, own), {
          title: escapeHtml(page.title),
          description: escapeHtml(page.description),
          path: address,
          canonical: canonicalOf(page.path, version, target),
          banner: releaseBanner(release, newerThan(index, page, target, changed)),
          body: errataHtml(release, page) + body,
          cite: insideVersion(citeFrozen(release, page, body, target), page.path, own),
        });
        write(join(root, page.path, "index.html"), html);
        count++;
      });
    const short = shortLinkPages(release, report.estimates.values());
    const linked = new Set([...own, ...short.map(({ path }) => path)]);
    for (const page of short) {
      const html = filled(shell(page, own), {
        title: escapeHtml(page.title),
        description: escapeHtml(page.description),
        path: `/v/${version}${page.path}`,
        canonical: canonicalOf(page.path, version, target),
        banner: releaseBanner(release, null),
        body: insideVersion(page.body, page.path, linked),
        cite: "",
      });
      write(join(root, page.path, "index.html"), html);
    }
    for (const { address } of addresses.anchors)
      if (!own.has(address.split("#", 1)[0]!)) faults.push(gone(`/v/${version}${address}`));
  }
  if (faults.length > 0) throw new FaultError(faults);
  return count;
}

function citeFrozen(release: Release, { path, title }: ReleasedPage, body: string, { design, address }: FrozenSite) {
  return citeHtml({ path, title, body, design: release.study.design, newest: design, address, release });
}

/** What a study brings along is shown, never run: a release that says otherwise was not written by `npm run release`. */
function assertNoScript(markup: string, address: string): void {
  const found = scriptIn(markup);
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

function write(path: string, bytes: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
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
function canonicalOf(path: string, version: string, { pages, address }: FrozenSite): string {
  const target = pages.has(path) ? path : `/v/${version}${path}`;
  if (address !== undefined) return escapeHtml(new URL(`.${target}`, address).href);
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
  { releases, pages, current }: FrozenSite,
  changed: (diff: string) => ReadonlySet<string> | null,
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

/** analysis.json and the tables of a version, made of its frozen estimates. @returns their addresses in the version */
function writeData(root: string, release: Release, report: Report, made: Map<string, string>): string[] {
  const { study, notes, estimates } = report;
  const all = [...estimates.values()];
  const folder = join(root, "data");
  write(join(folder, "analysis.json"), analysisText({ schema: 1, study, estimates: all, notes }));
  const key = sha256(readFileSync(join(release.folder, RELEASE_FILES.estimates)));
  const same = made.get(key);
  made.set(key, folder);
  if (same !== undefined) {
    const names = readdirSync(same).filter((name) => name.endsWith(".csv"));
    for (const name of names) linkSync(join(same, name), join(folder, name));
    return ["analysis.json", ...names].map((name) => `/data/${name}`);
  }
  const tables = [...estimateTables(all)];
  for (const [name, text] of tables) write(join(folder, name), text);
  return ["analysis.json", ...tables.map(([name]) => name)].map((name) => `/data/${name}`);
}

const TOKEN = new RegExp(Object.values(SHELL).join("|"), "g");

function filled(shell: string, values: Readonly<Record<keyof typeof SHELL, string>>): string {
  const byToken = new Map(
    Object.entries(SHELL).map(([name, token]) => [token as string, values[name as keyof typeof SHELL]]),
  );
  return shell.replace(TOKEN, (token) => byToken.get(token)!);
}
