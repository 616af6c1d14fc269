import type { ClaimStatus } from "../claims/claim-status.ts";
import type { StudyRecord } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";

/** What two versions of the report are compared by: a release as it was frozen, or the working data as they are. */
export interface ReportState {
  /** `2026.11.1`, or `working` */
  readonly name: string;
  readonly study: StudyRecord;
  /** by id */
  readonly estimates: ReadonlyMap<string, Estimate>;
  readonly claims: readonly StateClaim[];
  readonly pages: readonly StatePage[];
  /** whether `pages` are all pages of the state: only then can a page be told to be gone */
  readonly hasAllPages: boolean;
}

/** A claim of a state, and what its data said to it. */
export interface StateClaim {
  readonly id: string;
  /** the page that it stands on, from the root of the report: `/rq1/` */
  readonly page: string;
  /** the sentence as it reads in this state */
  readonly text: string;
  readonly status: ClaimStatus;
}

/** A page of a state. */
export interface StatePage {
  /** from the root of the report: `/rq1/` */
  readonly href: string;
  readonly title: string;
  /** hash of the words and numbers that it shows, see `shownWords`; null where the page is not rendered */
  readonly words: string | null;
  /** ids of the estimates whose numbers stand on it */
  readonly estimates: readonly string[];
}
