export type { Bibliography, Reference } from "./bibliography.ts";
export { compile } from "./compile.ts";
export type { CompiledPage, CompileOptions, PageClaim, PageHeading } from "./compile-options.ts";
export { DIRECTIVES } from "./directives.ts";
export { type BibliographyFile, type ReadBibliography, readBibliography } from "./read-bibliography.ts";
