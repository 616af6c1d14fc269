/** A table of a generated page. Heads of rows and cells are HTML, made of escaped text. */
export interface SiteTable {
  readonly kind: "table";
  readonly caption: string;
  /** the heads of the columns; the first is that of the rows */
  readonly head: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[];
  /** shown behind a disclosure of this name */
  readonly folded?: string;
  /** whether cells are words, not numbers */
  readonly isWords?: boolean;
  /** whether its rows are names that lead to other pages: a search for one finds this page, too */
  readonly isNames?: boolean;
}

/** A piece of HTML: prose, a list, a figure. */
export interface SiteProse {
  readonly kind: "html";
  readonly html: string;
}

/** What stands where there is nothing to show, and why. */
export interface SiteAbsence {
  readonly kind: "absent";
  readonly reason: string;
}

export type SitePart = SiteTable | SiteProse | SiteAbsence;

/** A section of a generated page, under a heading of its own. */
export interface SiteSection {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly SitePart[];
}
