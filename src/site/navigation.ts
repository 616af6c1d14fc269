/** A page of the report: its address, and what it is called in the navigation. */
export interface Place {
  /** from the root of the site, with a slash at the end */
  readonly href: string;
  /** as short as a phone needs */
  readonly label: string;
  /** the full name, for previous and next */
  readonly title: string;
  /** what a reader finds there, as a menu says it under the label; true for any study */
  readonly about: string;
  /** the name of the Markdown file in the narrative, for a page that has one */
  readonly content?: string;
  /** whether the report on paper has it, too, though it has no Markdown */
  readonly isPrinted?: true;
}

/** Pages that answer one kind of wish, under one heading of the navigation. */
export interface PlaceGroup {
  readonly id: "questions" | "use" | "explore" | "about";
  readonly label: string;
  readonly places: readonly Place[];
}

/** Where every visit may begin; the name of the site leads there. */
export const OVERVIEW: Place = {
  href: "/",
  label: "Overview",
  title: "Overview",
  about: "the four questions and their answers",
  content: "overview",
};

/** The pages of the header, by what a reader wants: a new page is one entry here. */
export const GROUPS: readonly PlaceGroup[] = [
  {
    id: "questions",
    label: "Questions",
    places: [
      {
        href: "/rq1/",
        label: "1 Persistence",
        title: "Question 1: persistence",
        about: "do rankings of mixtures last?",
        content: "rq1",
      },
      {
        href: "/rq2/",
        label: "2 Predictors",
        title: "Question 2: predictors",
        about: "which benchmarks foretell?",
        content: "rq2",
      },
      {
        href: "/rq3/",
        label: "3 Scale",
        title: "Question 3: scale",
        about: "does size change the answers?",
        content: "rq3",
      },
      {
        href: "/rq4/",
        label: "4 Calibration",
        title: "Question 4: calibration",
        about: "is confidence in step with accuracy?",
        content: "rq4",
      },
    ],
  },
  {
    id: "use",
    label: "Use",
    places: [
      {
        href: "/guidance/",
        label: "Guidance",
        title: "Guidance: which scores may choose a mixture",
        about: "which scores may choose a mixture",
        isPrinted: true,
      },
      {
        href: "/power/",
        label: "Power",
        title: "What so many mixtures can tell",
        about: "what so many mixtures can tell",
        content: "power",
      },
    ],
  },
  {
    id: "explore",
    label: "Explore",
    places: [
      { href: "/benchmarks/", label: "Benchmarks", title: "Every benchmark", about: "levels, reliability, examples" },
      { href: "/categories/", label: "Categories", title: "Every category", about: "benchmarks that belong together" },
      { href: "/mixtures/", label: "Mixtures", title: "Every mixture", about: "weights, places, levels" },
      {
        href: "/claims/",
        label: "Claims",
        title: "What the report claims",
        about: "sentences that numbers decide",
        isPrinted: true,
      },
      { href: "/estimates/", label: "Estimates", title: "Every estimate", about: "a row for every number" },
    ],
  },
  {
    id: "about",
    label: "About",
    places: [
      {
        href: "/methods/",
        label: "Methods",
        title: "Methods",
        about: "formulas and their sources",
        content: "methods",
      },
      { href: "/glossary/", label: "Glossary", title: "Glossary", about: "the words explained", content: "glossary" },
      { href: "/bibliography/", label: "Bibliography", title: "Bibliography", about: "every source, and who cites it" },
      { href: "/data/", label: "Data", title: "The data", about: "design, files, downloads" },
      { href: "/releases/", label: "Releases", title: "Releases", about: "versions kept, and what changed" },
    ],
  },
];

/** The reading order: previous and next follow it. */
export const PLACES: readonly Place[] = [OVERVIEW, ...GROUPS.flatMap(({ places }) => places)];

/** The pages that are bound to one document on paper, in reading order: the narrative, what it advises, and what it claims. */
export const PRINTED: readonly Place[] = PLACES.filter(({ content, isPrinted }) => content !== undefined || isPrinted);

/** The places before and after an address in the reading order; none for an address that is not in it. */
export function neighbours(href: string): { readonly previous?: Place; readonly next?: Place } {
  const index = PLACES.findIndex((place) => place.href === href);
  if (index < 0) return {};
  const [previous, next] = [PLACES[index - 1], PLACES[index + 1]];
  return { ...(previous && { previous }), ...(next && { next }) };
}
