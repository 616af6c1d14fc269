import type { ClaimDecision, ClaimStatus } from "../claims/claim-status.ts";
import type { Report } from "../estimates/analysis.ts";
import type { Fault } from "../faults.ts";
import type { Figure, MissingFigure } from "../figures/figure.ts";
import type { Bibliography } from "./bibliography.ts";

/** What stands around a narrative page: the report whose numbers it quotes, and how the site shows and links things. */
export interface CompileOptions {
  /** path as the user would type it, for faults */
  readonly file: string;
  readonly report: Report;
  /** names of the figures that `figures` can draw */
  readonly figureNames: readonly string[];
  /** draws a figure; called with names of `figureNames` only. The options are strings such as a scale's id */
  readonly figures: (name: string, options: Readonly<Record<string, string>>) => Figure | MissingFigure;
  /** a drawn figure as HTML, with its number on this page */
  readonly figureHtml: (figure: Figure, number: number) => string;
  /** where the row of an estimate is */
  readonly estimateHref: (id: string) => string;
  /** where the page of a benchmark, category or mixture is; null where there is none */
  readonly subjectHref?: ((kind: string, id: string) => string | null) | undefined;
  /** the sources that a page can cite; none without it */
  readonly bibliography?: Bibliography | undefined;
  /** what is said of this study alone: stands where the page has `::commentary` */
  readonly commentary?: { readonly file: string; readonly markdown: string } | null | undefined;
}

/** A heading of the page, for a table of contents. */
export interface PageHeading {
  readonly depth: number;
  readonly id: string;
  readonly text: string;
}

/** A claim as it stands on the page, with what decided it. */
export interface PageClaim {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** the sentence as it reads now */
  readonly text: string;
  readonly when: string;
  readonly unless?: string | undefined;
  /** what the author says the status is; "holds" where nothing is said. A mismatch is for `npm run check` */
  readonly expect: ClaimStatus;
  readonly decision: ClaimDecision;
}

/** A page of the narrative, compiled. With faults, the rest is whatever could be made. */
export interface CompiledPage {
  /** the body, without title and answer */
  readonly html: string;
  readonly title: string;
  readonly kicker: string | null;
  readonly question: string | null;
  readonly description: string | null;
  /** the `:::answer` block as phrasing content, to stand in a paragraph */
  readonly answer: string | null;
  /** the `:::sure` block, likewise: how sure the answer is */
  readonly sure: string | null;
  readonly headings: readonly PageHeading[];
  /** ids on the page that may be linked to from elsewhere: headings, figures, claims; in document order */
  readonly addresses: readonly string[];
  /** figures drawn, in document order: figure `k` has number k + 1 */
  readonly figures: readonly Figure[];
  readonly claims: readonly PageClaim[];
  /** ids of the estimates that the words depend on, ascending */
  readonly estimates: readonly string[];
  /** keys of the sources that the page cites, ascending */
  readonly cited: readonly string[];
  readonly faults: readonly Fault[];
}
