/** Some rows of a table, by column: what the CSV and the Parquet reader have in common. */
export interface Batch {
  readonly rows: number;
  /** one value per row: text in CSV (empty when missing); number, bigint, boolean, text, list or null in Parquet. Null without the column. */
  column(name: string): ArrayLike<unknown> | null;
  /** whether the column holds 32-bit floating-point numbers */
  isFloat32(name: string): boolean;
  /** 1-based line of the file where the row begins; in Parquet its 1-based number */
  line(row: number): number;
  /** line and 1-based column (character) of a field; in Parquet the number of the row and of the column */
  place(row: number, name: string): Place;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The columns that a table may have. */
export interface TableColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** those that may be lists in Parquet */
  readonly lists?: readonly string[];
}
