/** A page of the report: its address, and what it is called in the navigation. */
export interface Place {
  /** from the root of the site, with a slash at the end */
  readonly href: string;
  /** as short as a phone needs */
  readonly label: string;
  /** the full name, for previous and next */
  readonly title: string;
}

/** The reading order: the header lists it, previous and next follow it. Pages with a Markdown file are named by `content`. */
export const PLACES: readonly (Place & { readonly content?: string })[] = [
  { href: "/", label: "Overview", title: "Overview", content: "overview" },
  { href: "/rq1/", label: "1 Persistence", title: "Question 1: persistence", content: "rq1" },
  { href: "/rq2/", label: "2 Predictors", title: "Question 2: predictors", content: "rq2" },
  { href: "/rq3/", label: "3 Scale", title: "Question 3: scale", content: "rq3" },
  { href: "/rq4/", label: "4 Calibration", title: "Question 4: calibration", content: "rq4" },
  { href: "/guidance/", label: "Guidance", title: "Guidance: which scores may choose a mixture" },
  { href: "/power/", label: "Power", title: "What so many mixtures can tell", content: "power" },
  { href: "/methods/", label: "Methods", title: "Methods", content: "methods" },
  { href: "/glossary/", label: "Glossary", title: "Glossary", content: "glossary" },
  { href: "/benchmarks/", label: "Benchmarks", title: "Every benchmark" },
  { href: "/data/", label: "Data", title: "The data" },
  { href: "/claims/", label: "Claims", title: "What the report claims" },
  { href: "/estimates/", label: "Estimates", title: "Every estimate" },
];

/** The places before and after an address in the reading order; none for an address that is not in it. */
export function neighbours(href: string): { readonly previous?: Place; readonly next?: Place } {
  const index = PLACES.findIndex((place) => place.href === href);
  if (index < 0) return {};
  const [previous, next] = [PLACES[index - 1], PLACES[index + 1]];
  return { ...(previous && { previous }), ...(next && { next }) };
}
