import type { Dialect } from "./dialect.ts";

/** Something that holds rows of items: a file or an address, or a table of a server. */
export interface ItemSource {
  /** a path, an address or the name of a table, as the user would type it */
  readonly shown: string;
  readonly kind: "parquet" | "csv" | "table";
  /** its bytes; null where they are not on this machine, so that nothing about them can be kept */
  readonly sha256: string | null;
  /** how large it is; null where that is not known */
  readonly bytes: number | null;
}

/** What runs the queries. The aggregation knows nothing else of it. */
export interface Engine {
  readonly name: string;
  readonly dialect: Dialect;
  /** how many rows of `VALUES` one query may have */
  readonly largestList: number;
  /**
   * Makes ready for queries of so many parts, each of so many bytes.
   *
   * @returns how many of them to ask at the same time
   */
  readonly share: (bytes: readonly ItemSource["bytes"][]) => Promise<number>;
  /** what stands after FROM */
  readonly from: (source: ItemSource) => string;
  /**
   * Columns of a source and their SQL types in lower case.
   *
   * @throws {FaultError} when it cannot be read
   */
  readonly columns: (source: ItemSource) => Promise<ReadonlyMap<string, string>>;
  /**
   * The rows that a query gives, every field as text.
   *
   * @throws {FaultError} when the engine cannot do it for a reason that its user can mend
   */
  readonly rows: (sql: string) => Promise<readonly (readonly (string | null)[])[]>;
  readonly close: () => Promise<void>;
}
