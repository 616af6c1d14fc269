/** One column of a figure's data table. Numbers are right-aligned and printed with `decimals`. */
export interface FigureColumn {
  readonly key: string;
  readonly label: string;
  readonly decimals?: number;
}

/** A figure's data, readable without the picture: also its CSV. */
export interface FigureTable {
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** A drawn figure: it must stand alone when pasted into a design document. */
export interface Figure {
  /** unique on its page; the anchor is `#fig-` + id */
  readonly id: string;
  /** states the finding */
  readonly title: string;
  /** what is measured, unit, scale, n */
  readonly subtitle: string;
  /** how to read it, which interval */
  readonly caption: string;
  /** the finding and its evidence in words, for who cannot see the picture */
  readonly alt: string;
  /** study and data version */
  readonly source: string;
  /** two drawings at real size: about 360 and 640 (or more) CSS pixels wide */
  readonly svg: { readonly narrow: string; readonly wide: string };
  readonly table: FigureTable;
  /** a small drawing that stands beside its words: both drawings are of one size, and a page shows one, without table and tools */
  readonly isCompact?: boolean;
}

/** Why a figure cannot be drawn for this study, as a sentence for the reader. */
export interface MissingFigure {
  readonly id: string;
  readonly missing: string;
}
