export { compile } from "./compile.ts";
export type { CompiledPage, PageClaim } from "./compile-options.ts";
export { type BibliographyFile, type ReadBibliography, readBibliography } from "./read-bibliography.ts";
