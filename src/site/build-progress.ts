/** Told what is being done, and what was done. */
export interface BuildProgress {
  readonly step: (doing: string) => void;
  readonly done: (what: string) => void;
}
