/** The part of Citation.js that is used here; it comes without types. */
declare module "@citation-js/core" {
  export class Cite {
    constructor(data: readonly Readonly<Record<string, unknown>>[]);
    format(output: "bibliography", options: { format: "html" | "text"; template: string; lang: string }): string;
    format(output: "bibtex" | "ris"): string;
  }
  export const plugins: {
    readonly config: { get(plugin: "@bibtex"): { readonly format: { useIdAsLabel: boolean } } };
  };
}
declare module "@citation-js/plugin-csl";
declare module "@citation-js/plugin-bibtex";
declare module "@citation-js/plugin-ris";
