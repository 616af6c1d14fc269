import type { ClaimStatus } from "../claims/claim-status.ts";
import type { Estimate, Verdict } from "../estimates/estimate.ts";
import type { ShownCount } from "./shown-counts.ts";

/** What changed from one state of the report to another. Every list is in the order in which a reader must care. */
export interface StateDiff {
  /** names of the two states: `2026.11.1`, `working` */
  readonly from: string;
  readonly to: string;
  readonly claims: readonly ClaimChange[];
  readonly verdicts: readonly VerdictChange[];
  readonly estimates: EstimateChanges;
  readonly data: DataChange;
  readonly pages: readonly PageChange[];
}

/** A claim whose status is another, or that is new or gone: its status is then null before or after. */
export interface ClaimChange {
  readonly id: string;
  readonly page: string;
  /** as it reads after; where it is gone, as it read before */
  readonly text: string;
  readonly before: ClaimStatus | null;
  readonly after: ClaimStatus | null;
}

/** An estimate of both states whose verdict is another. */
export interface VerdictChange extends ShownCount {
  readonly id: string;
  readonly before: Verdict;
  readonly after: Verdict;
}

/** An estimate whose value is another, with both states of it. */
export interface Movement extends ShownCount {
  readonly id: string;
  readonly before: Estimate;
  readonly after: Estimate;
  /** value after minus value before */
  readonly change: number;
}

/** Estimates of two states, by what became of them. */
export interface EstimateChanges {
  readonly before: number;
  readonly after: number;
  /** in both states, with the same value or undefined in both */
  readonly same: number;
  /** in both states and defined in both, with another value */
  readonly moved: number;
  /** of these, how many have an interval before: only they can be beyond it */
  readonly comparable: number;
  /** those whose value after lies outside of the interval before */
  readonly beyond: readonly Movement[];
  /** of each quantity, the one that moved furthest */
  readonly furthest: readonly Movement[];
  /** ids in both states that have a value after alone, and before alone */
  readonly defined: readonly string[];
  readonly undefined: readonly string[];
  /** ids in the later state alone, and in the earlier alone */
  readonly came: readonly string[];
  readonly went: readonly string[];
}

/** A number of the study before and after. */
export interface CountChange {
  readonly what: "models" | "cells" | "answers";
  readonly before: number;
  readonly after: number;
}

/** What is in the later data alone, and in the earlier alone. */
export interface DataChange {
  /** versions of the data as study.yaml declares them */
  readonly versions: readonly [string, string];
  readonly counts: readonly CountChange[];
  readonly seeds: { readonly added: readonly number[]; readonly removed: readonly number[] };
  /** things of the design: mixtures, benchmarks, …, by label */
  readonly design: readonly DesignChange[];
  readonly files: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
}

/** What the declared design gained and lost. */
export interface DesignChange {
  readonly what: "stages" | "scales" | "mixtures" | "categories" | "benchmarks";
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What changed on one page. */
export interface PageChange {
  readonly href: string;
  readonly title: string;
  /** whether the page is in both states, in the later alone or in the earlier alone */
  readonly presence: "both" | "added" | "removed";
  /** whether its words or numbers are others; null where that is not known, or where it is in one state alone */
  readonly readsOtherwise: boolean | null;
  /** claims of the page that changed */
  readonly claims: number;
  /** of the estimates that the page shows in the later state: how many, how many moved, how many beyond their interval, how many verdicts turned */
  readonly shown: number;
  readonly moved: number;
  readonly beyond: number;
  readonly verdicts: number;
}
