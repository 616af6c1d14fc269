import type { ClaimStatus } from "../claims/claim-status.ts";
import type { StudyRecord } from "../estimates/analysis.ts";
import type { Note } from "../estimates/estimate.ts";

/** A claim as a release states it. */
export interface ReleasedClaim {
  /** as in `#claim-ID` */
  readonly id: string;
  /** the address of its page, from the root of the site: `/rq1/` */
  readonly page: string;
  /** its sentence, without markup */
  readonly text: string;
  readonly when: string;
  readonly unless?: string;
  readonly expect: ClaimStatus;
  readonly status: ClaimStatus;
}

/** A page of a release: what it shows is the object `body`. */
export interface ReleasedPage {
  /** from the root of the site, with a slash at the end: `/rq1/`. The version's address is `/v/VERSION` before it. */
  readonly path: string;
  /** plain text */
  readonly title: string;
  readonly description: string;
  /** sha256 of the finished body, HTML with its drawings; the name of its object */
  readonly body: string;
  /** sha256 of the words and numbers that the body shows, see `shownWords` */
  readonly words: string;
}

/** A file beside the pages of a release, such as `/figures/rank-persistence.svg`. */
export interface ReleasedFile {
  readonly path: string;
  /** sha256 of its bytes; the name of its object */
  readonly object: string;
}

/** A place on a page of a release. */
export interface ReleasedAnchor {
  /** `/rq1/#fig-rank-persistence` */
  readonly address: string;
  readonly kind: "figure" | "claim" | "table";
  /** sha256 of the words and numbers that it shows, see `shownWords` */
  readonly words: string;
}

/** The ledger of a release, `addresses.json`: everything that may be cited. Each list is sorted by address in code units. */
export interface Addresses {
  readonly pages: readonly ReleasedPage[];
  readonly files: readonly ReleasedFile[];
  readonly anchors: readonly ReleasedAnchor[];
}

/** `release.json`: what a release was made of. */
export interface ReleaseRecord {
  readonly schema: 1;
  readonly version: string;
  /** the day of the commit that it was made from, `2026-11-24` */
  readonly date: string;
  /** the code that computed and wrote it; the commit is null outside of a repository */
  readonly code: { readonly version: string; readonly commit: string | null };
  /** the commit that has the data, and git's blob of every file that was read, by its path in the study folder */
  readonly data: { readonly commit: string; readonly blobs: Readonly<Record<string, string>> };
  readonly runtime: { readonly node: string; readonly packages: Readonly<Record<string, string>> };
  readonly claims: readonly ReleasedClaim[];
  /** commentaries of today that are not true of these data, and so are no part of the release: `rq2.md` */
  readonly withheld: readonly string[];
  /** the release before, and the sha256 of its addresses.json: so that none can vanish unseen */
  readonly previous: { readonly version: string; readonly addresses: string } | null;
}

/** A note that was added to a frozen page later, without touching its words: an entry of `errata.yaml`. */
export interface Erratum {
  /** the day it was added, `2026-12-01` */
  readonly date: string;
  /** the page that it is shown on, from the root of the site; absent: every page of the version */
  readonly page?: string | undefined;
  /** plain text */
  readonly text: string;
}

/**
 * A release as it lies in `DATA/releases/VERSION/`, without what is large: its estimates (`releasedReport` reads them)
 * and the objects (`objectStore`).
 */
export interface Release extends ReleaseRecord {
  /** the folder of the release */
  readonly folder: string;
  readonly study: StudyRecord;
  /** what could not be computed, and why */
  readonly absences: readonly Note[];
  readonly addresses: Addresses;
  /** release notes, Markdown: `notes.md` */
  readonly notes: string;
  /** oldest first */
  readonly errata: readonly Erratum[];
}
