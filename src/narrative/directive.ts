import type { RootContent } from "mdast";
import type { ContainerDirective, LeafDirective, TextDirective } from "mdast-util-directive";
import type { Report } from "../estimates/analysis.ts";
import type { Page } from "./page.ts";
import type { SourceText } from "./source-text.ts";

export type DirectiveNode = TextDirective | LeafDirective | ContainerDirective;

/** Where a directive may stand: `:name[…]` in a line, `::name[…]` as a line, `:::name` around blocks. */
export type DirectiveForm = "text" | "leaf" | "container";

/** One use of a directive on a page, with what its handler needs. */
export interface DirectiveUse {
  readonly node: DirectiveNode;
  readonly form: DirectiveForm;
  /** the label as written: Markdown in it is not read, so that a glob keeps its stars */
  readonly label: string;
  /** a bare attribute is the empty string */
  readonly attributes: Readonly<Record<string, string>>;
  readonly page: Page;
  readonly report: Report;
  readonly source: SourceText;
  /** puts in place what the directives inside this one stand for */
  readonly expandInside: () => void;
  /** collects a fault at the directive, or at a character of one of its attributes */
  readonly fault: (value: string, expected: string, todo: string, at?: { attribute: string; offset: number }) => void;
}

/** A directive of the narrative: its name is its key in the registry. */
export interface Directive {
  readonly forms: readonly DirectiveForm[];
  /** what the label says, for faults; null for a directive without label */
  readonly label: string | null;
  readonly attributes: readonly string[];
  /** what stands in its place; directives in the result are expanded in turn */
  readonly expand: (use: DirectiveUse) => readonly RootContent[];
}
