const FOLDERS: Readonly<Record<string, string>> = {
  benchmark: "benchmarks",
  category: "categories",
  mixture: "mixtures",
};

/** The permanent address of the page of a benchmark, category or mixture, `/benchmarks/ID/`; null for a kind that has no pages. */
export function subjectHref(kind: string, id: string): string | null {
  const folder = FOLDERS[kind];
  return folder === undefined ? null : `/${folder}/${id}/`;
}
