/**
 * What stands in the shell of a version's pages where each page has its own. The shell is rendered once for each version, at
 * `/v/VERSION/shell/`; `frozenPages` puts every page of the version into it and removes it.
 */
export const SHELL = {
  title: "@@title@@",
  description: "@@description@@",
  /** the address of the page, from the root of the site */
  path: "@@path@@",
  canonical: "@@canonical@@",
  banner: "@@banner@@",
  body: "@@body@@",
  /** how to cite the page */
  cite: "@@cite@@",
} as const;

/** The address of a version's shell, from the root of the site. */
export const shellAddress = (version: string) => `/v/${version}/shell/`;
