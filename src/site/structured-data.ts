import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { absoluteAddress } from "./absolute-address.ts";
import { siteInputs } from "./inputs.ts";
import { narrativePages } from "./narrative-pages.ts";
import { pageKind } from "./page-kind.ts";
import { siteBibliography } from "./site-bibliography.ts";
import { siteReport } from "./site-report.ts";

export interface DescribedPage {
  /** from the root of the site: `/rq1/` */
  readonly path: string;
  readonly title: string;
  readonly description: string;
}

/**
 * What a page is, for machines, in the words of schema.org: a page of the narrative is a `ScholarlyArticle` with the sources that
 * it cites, the data page a `Dataset` with its files; other pages have none. Addresses are whole where the study has one, and
 * left out where they would have to be relative.
 *
 * @returns JSON that may stand inside a `<script type="application/ld+json">`, or null
 * @see https://schema.org/ScholarlyArticle https://schema.org/Dataset
 */
export function structuredData(page: DescribedPage): string | null {
  const data = page.path === "/data/" ? dataset() : pageKind(page.path) === "narrative" ? article(page) : null;
  return data === null
    ? null
    : JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c");
}

function article({ path, title, description }: DescribedPage) {
  const { bibliography } = siteBibliography();
  const cited = narrativePages().find(({ href }) => href === path)?.cited ?? [];
  return {
    "@type": "ScholarlyArticle",
    headline: title,
    abstract: description,
    ...shared(path),
    isBasedOn: reference("Dataset", siteReport().study.design.title, "/data/"),
    ...(path !== "/" && { isPartOf: reference("CreativeWork", siteReport().study.design.title, "/") }),
    ...(cited.length > 0 && { citation: cited.map((key) => bibliography.get(key)?.text) }),
  };
}

function dataset() {
  const { design, hasConfidence } = siteReport().study;
  const { analysis } = siteInputs();
  const tables = readdirSync(dirname(analysis)).filter((name) => name.endsWith(".csv"));
  const files = [basename(analysis), ...tables.toSorted()].flatMap((name) => {
    const contentUrl = absoluteAddress(`/data/${name}`);
    const encodingFormat = name.endsWith(".csv") ? "text/csv" : "application/json";
    return contentUrl === null ? [] : [{ "@type": "DataDownload", name, encodingFormat, contentUrl }];
  });
  return {
    "@type": "Dataset",
    name: design.title,
    description: design.description ?? `The study behind the report: ${design.title}.`,
    ...shared("/data/"),
    variableMeasured: hasConfidence ? ["accuracy", "confidence"] : ["accuracy"],
    ...(files.length > 0 && { distribution: files }),
  };
}

/** What the report's pages have in common. */
function shared(path: string) {
  const { design } = siteReport().study;
  const url = absoluteAddress(path);
  const licence = design.license && licenceAddress(design.license);
  return {
    inLanguage: "en",
    version: design.version,
    ...(url !== null && { url }),
    ...(design.doi && { identifier: `https://doi.org/${design.doi}` }),
    ...(licence && { license: licence }),
    ...(design.authors.length > 0 && {
      [path === "/data/" ? "creator" : "author"]: design.authors.map(({ name, orcid }) => ({
        "@type": orcid || !/^the /i.test(name) ? "Person" : "Organization",
        name,
        ...(orcid && { "@id": `https://orcid.org/${orcid.replace(/^https?:\/\/orcid\.org\//, "")}` }),
      })),
    }),
  };
}

function reference(type: string, name: string, path: string) {
  const url = absoluteAddress(path);
  return { "@type": type, name, ...(url !== null && { url }) };
}

/** A licence is named by its SPDX identifier; other words are left as they are. */
function licenceAddress(licence: string): string {
  return /^[A-Za-z0-9.+-]+$/.test(licence) ? `https://spdx.org/licenses/${licence}.html` : licence;
}
