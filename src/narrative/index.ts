export { compile } from "./compile.ts";
export type { CompiledPage, CompileOptions, PageClaim, PageHeading } from "./compile-options.ts";
export { DIRECTIVES } from "./directives.ts";
