/** A source that pages cite. */
export interface Reference {
  readonly key: string;
  /** who wrote it, as a citation names them: `Bonett & Wright`, `Guo et al.` */
  readonly authors: string;
  /** `1904`, or `n.d.` */
  readonly year: string;
  /** the whole entry as phrasing content, in the style of the APA */
  readonly html: string;
  /** the same as plain text */
  readonly text: string;
}

/** All sources by key, in the order of a list of references. */
export type Bibliography = ReadonlyMap<string, Reference>;
