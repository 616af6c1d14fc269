/** What the author of a page may choose. Absent: the largest scale, accuracy, everything. */
export interface FigureOptions {
  readonly scale?: string | undefined;
  readonly metric?: string | undefined;
  readonly stage?: string | undefined;
  readonly mixture?: string | undefined;
  readonly benchmark?: string | undefined;
  readonly category?: string | undefined;
}
