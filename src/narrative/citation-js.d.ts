/** The part of Citation.js that is used here; it comes without types. */
declare module "@citation-js/core" {
  export class Cite {
    constructor(data: readonly Readonly<Record<string, unknown>>[]);
    format(output: "bibliography", options: { format: "html" | "text"; template: string; lang: string }): string;
  }
}
declare module "@citation-js/plugin-csl";
