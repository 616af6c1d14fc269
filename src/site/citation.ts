import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";

/** What is cited: a page, a figure or a claim of one version of the report. */
export interface Cited {
  /** unique within all versions, of letters, digits and hyphens: the key in BibTeX */
  readonly key: string;
  readonly title: string;
  /** the report that it is part of, with its version */
  readonly report: string;
  readonly authors: readonly { readonly name: string; readonly orcid?: string | undefined }[];
  /** `2026-11-24`; null where the version is not released */
  readonly date: string | null;
  readonly version: string;
  /** its address from the root of the site, `/v/2026.11.1/rq1/#fig-a` */
  readonly place: string;
  /** whole; null where the report does not know its own address */
  readonly url: string | null;
  readonly doi: string | null;
}

/** The formats of a citation, as text. */
export interface Citation {
  readonly apa: string;
  readonly bibtex: string;
  readonly csl: string;
  readonly ris: string;
}

/** A citation in every format, by citation-js. An author with an ORCID is a person; any other name is taken as it stands. */
export function citation(cited: Cited): Citation {
  Object.assign(plugins.config.get("@bibtex").format, { useIdAsLabel: true, checkLabel: false });
  const item = cslItem(cited);
  const { issued, ...rest } = item;
  // BibTeX has no field for a day, and citation-js would write it into the month
  const dated = issued ? { ...rest, issued: { "date-parts": [issued["date-parts"][0]!.slice(0, 2)] } } : rest;
  return {
    apa: apa(cited),
    bibtex: new Cite([dated]).format("bibtex").trim().replaceAll("\t", "  "),
    csl: JSON.stringify([item], null, 1).replace(
      /\[\s+([\d,\s]+?)\s+\]/g,
      (_, parts: string) => `[${parts.replace(/\s+/g, " ")}]`,
    ),
    // citation-js puts a line feed after every 70 letters, which readers of RIS take for the end of a field
    ris: new Cite([item])
      .format("ris")
      .trim()
      .replace(/\n(?![A-Z][A-Z0-9] {2}-)/g, ""),
  };
}

interface CslItem {
  readonly issued?: { readonly "date-parts": readonly (readonly number[])[] };
  readonly [key: string]: unknown;
}

function cslItem({ key, title, report, authors, date, version, place, url, doi }: Cited): CslItem {
  return {
    id: key,
    type: "webpage",
    title,
    "container-title": report,
    ...(authors.length > 0 && { author: authors.map(name) }),
    ...(date !== null && { issued: { "date-parts": [date.split("-").map(Number)] } }),
    version,
    note: url === null ? `${report}, ${place}` : report,
    ...(url !== null && { URL: url }),
    ...(doi !== null && { DOI: doi }),
  };
}

function name(author: Cited["authors"][number]): { literal: string } | { given: string; family: string } {
  const [, given, family] = /^(.+)\s+(\S+)$/.exec(author.name) ?? [];
  return author.orcid === undefined || !given || !family ? { literal: author.name } : { given, family };
}

/** Stand in a template for what each citation has of its own. */
const TITLE = "Qtitleq";
const URL_TOKEN = "https://q.invalid/q";

/** APA by title's last mark and by what a version's citations share: citeproc takes milliseconds for each. */
const templates = new Map<string, string>();

/** APA, 7th edition, of a template: a style ends a title with a full stop unless it has a mark of its own. */
function apa(cited: Cited): string {
  const { title, url } = cited;
  const mark = /[?!.]$/.exec(title)?.[0] ?? "";
  const common = { ...cited, key: "template", place: "", title: TITLE + mark, url: url === null ? null : URL_TOKEN };
  const id = JSON.stringify(common);
  let template = templates.get(id);
  if (template === undefined) {
    template = new Cite([cslItem(common)]).format("bibliography", { template: "apa", format: "text", lang: "en-US" });
    templates.set(id, template);
  }
  return template
    .trim()
    .replace(TITLE + mark, () => title)
    .replace(URL_TOKEN, () => url ?? "");
}
