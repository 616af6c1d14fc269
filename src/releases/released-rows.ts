import type { Release } from "./release.ts";

/**
 * Where the rows of a release's estimates are: a function from an id to its address inside of the version,
 * `/estimates/GROUP/#ID`, by the pages that the release has; null where none of them can have the row.
 */
export function releasedRows({ addresses }: Pick<Release, "addresses">): (id: string) => string | null {
  const groups = new Set(addresses.pages.map(({ path }) => path).filter((path) => /^\/estimates\/.+\/$/.test(path)));
  return (id) => {
    for (let end = id.lastIndexOf("/"); end > 0; end = id.lastIndexOf("/", end - 1)) {
      const page = `/estimates/${id.slice(0, end)}/`;
      if (groups.has(page)) return `${page}#${id}`;
    }
    return null;
  };
}
