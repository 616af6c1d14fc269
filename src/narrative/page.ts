import type { Paragraph, RootContent } from "mdast";
import type { Fault } from "../faults.ts";
import type { CompileOptions, PageClaim } from "./compile-options.ts";

/** What is gathered while one page is made; shared by the page and its commentary, so that ids and numbers run on. */
export interface Page {
  readonly options: CompileOptions;
  readonly faults: Fault[];
  readonly claims: PageClaim[];
  readonly usedIds: Set<string>;
  readonly quoted: Set<string>;
  /** keys of the bibliography */
  readonly cited: Set<string>;
  readonly answer: Paragraph[];
  readonly sure: Paragraph[];
  /** another file of the same page, as nodes without directives */
  readonly read: (file: SourceFile) => RootContent[];
}

/** A Markdown file to be read. */
export interface SourceFile {
  readonly file: string;
  readonly markdown: string;
}

/** An empty page. */
export function newPage(options: CompileOptions, read: (file: SourceFile, page: Page) => RootContent[]): Page {
  const page: Page = {
    options,
    faults: [],
    claims: [],
    usedIds: new Set(),
    quoted: new Set(),
    cited: new Set(),
    answer: [],
    sure: [],
    read: (file) => read(file, page),
  };
  return page;
}
