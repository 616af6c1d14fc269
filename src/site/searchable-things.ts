import type { Report } from "../estimates/analysis.ts";
import { glossaryTerms } from "./glossary-terms.ts";
import { narrativePages } from "./narrative-pages.ts";
import { siteReport } from "./site-report.ts";
import { subjectHref } from "./subject-href.ts";

/** Something with an address of its own that a reader may look for. */
export interface SearchableThing {
  readonly href: string;
  readonly title: string;
  /** where it belongs */
  readonly about?: string;
}

/** Things of one kind, under a heading of the search page. */
export interface SearchableKind {
  readonly id: string;
  readonly label: string;
  readonly things: readonly SearchableThing[];
}

/** All figures, benchmarks, categories, mixtures and words of the glossary: what the search page lists. Empty kinds are left out. */
export function searchableThings(): SearchableKind[] {
  const pages = narrativePages();
  const glossary = pages.find(({ name }) => name === "glossary");
  const figures = pages.flatMap(({ href, title, figures }) =>
    figures.map((figure) => ({ href: `${href}#fig-${figure.id}`, title: figure.title, about: title })),
  );
  const terms = glossary === undefined ? [] : glossaryTerms(glossary, glossary.href);
  const kinds = [
    { id: "figures", label: "Figures", things: figures },
    ...subjects(siteReport()),
    { id: "glossary", label: "Glossary", things: terms.map(({ href, name }) => ({ href, title: name })) },
  ];
  return kinds.filter(({ things }) => things.length > 0);
}

function subjects({ study: { design } }: Report): SearchableKind[] {
  const categories = new Map(design.categories.map(({ id, label }) => [id, label]));
  const href = (kind: string, id: string) => subjectHref(kind, id)!;
  return [
    {
      id: "benchmarks",
      label: "Benchmarks",
      things: design.benchmarks.map(({ id, label, category }) => ({
        href: href("benchmark", id),
        title: label,
        about: categories.get(category) ?? category,
      })),
    },
    {
      id: "categories",
      label: "Categories",
      things: design.categories.map(({ id, label }) => ({ href: href("category", id), title: label })),
    },
    {
      id: "mixtures",
      label: "Mixtures",
      things: design.mixtures.map(({ id, label }) => ({ href: href("mixture", id), title: label })),
    },
  ];
}
