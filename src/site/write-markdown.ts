import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { studyWords } from "../study/study-words.ts";
import { absoluteAddress } from "./absolute-address.ts";
import { PLACES } from "./navigation.ts";
import { pageAddress } from "./page-address.ts";
import { pageKind } from "./page-kind.ts";
import { pageMarkdown } from "./page-markdown.ts";
import { plainText } from "./plain-text.ts";
import { siteReport } from "./site-report.ts";

/**
 * Writes the pages of a built site as plain Markdown beside them (`rq1/index.md`), and `llms.txt`, which lists them.
 *
 * @param pages paths of HTML files from the root of the site
 * @see https://llmstxt.org
 */
export async function writeMarkdown(site: string, pages: readonly string[]): Promise<void> {
  const { design } = siteReport().study;
  const words = studyWords(design) ?? String;
  const study = `${design.title}, version ${design.version}`;
  const order = (page: string) => PLACES.findIndex(({ href }) => href === pageAddress(page)) >>> 0;
  const listed: { readonly kind: string; readonly line: string }[] = [];
  for (const page of pages.toSorted().toSorted((a, b) => order(a) - order(b))) {
    const path = pageAddress(page);
    const kind = pageKind(path);
    if (kind === null) continue;
    const html = readFileSync(join(site, page), "utf8");
    writeFileSync(join(site, `${path}index.md`), pageMarkdown(html, { address: absoluteAddress(path) ?? path, study }));
    const said = (name: string) =>
      escaped(plainText(new RegExp(`<meta [a-z]+="${name}" content="([^"]*)"`).exec(html)?.[1] ?? ""));
    const [title, description] = [said("og:title"), said("description")];
    listed.push({ kind, line: `- [${title}](${address(`${path}index.md`)}): ${description}` });
    await setImmediate(); // others work meanwhile
  }
  const section = (heading: string, kind: string) => [
    `## ${heading}`,
    "",
    ...listed.filter((page) => page.kind === kind).map(({ line }) => line),
    "",
  ];
  const text = [
    `# ${design.title}`,
    "",
    `> ${design.description ?? words("How far rankings of pretraining mixtures survive later training.")}`,
    "",
    `A research report, version ${design.version} of the data. Every number in it is bound to an estimate with an interval, a p-value and an n; all of them are in [analysis.json](${address("/data/analysis.json")}).`,
    "",
    ...section("Report", "narrative"),
    ...section("Lists", "list"),
    ...section("Optional", "subject"),
  ];
  writeFileSync(join(site, "llms.txt"), `${text.join("\n").trimEnd()}\n`);
}

/** Names of a study are words in Markdown too, never a link, an emphasis or HTML. */
function escaped(words: string): string {
  return words.replace(/[\\`*_[\]<>]/g, "\\$&");
}

/** Whole where the site has an address, else relative to the root of the site, where `llms.txt` stands. */
function address(path: string): string {
  return absoluteAddress(path) ?? path.slice(1);
}
