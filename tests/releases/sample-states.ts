import type { Estimate } from "../../src/estimates/estimate.ts";
import type { ReportState, StateClaim } from "../../src/releases/report-state.ts";
import { sampleReport } from "../estimates/sample-report.ts";

const PERSISTENCE = "rank-persistence/accuracy/400k";

/** The same study twice: what the changes say differs, all else is the same. */
export interface StateChanges {
  readonly name?: string;
  /** estimates by id, in the place of the sample's; null takes one away */
  readonly estimates?: Readonly<Record<string, Partial<Estimate> | null>>;
  readonly claims?: readonly StateClaim[];
  readonly seeds?: readonly number[];
  readonly mixtures?: readonly { readonly id: string; readonly label: string }[];
  readonly files?: Readonly<Record<string, string>>;
  readonly pages?: Readonly<Record<string, readonly string[]>>;
}

/** A small state of a report: the sample study, one page that shows two of its estimates. */
export function sampleState(changes: StateChanges = {}): ReportState {
  const { study, estimates } = sampleReport();
  const own = new Map(estimates);
  for (const [id, change] of Object.entries(changes.estimates ?? {})) {
    if (change === null) own.delete(id);
    else {
      const plain: Estimate = { id, value: null, n: 9, unit: "mixture", quantity: "correlation", from: "cells" };
      own.set(id, { ...plain, ...own.get(id), ...change });
    }
  }
  const pages = changes.pages ?? {
    "/rq1/": [`${PERSISTENCE}/category/science/spearman`, `${PERSISTENCE}/overall/all/spearman`],
  };
  return {
    name: changes.name ?? "2026.11.1",
    study: {
      ...study,
      seeds: changes.seeds ?? study.seeds,
      files: Object.entries(changes.files ?? {}).map(([path, sha256]) => ({ path, sha256, bytes: 1 })),
      design: { ...study.design, mixtures: [...(changes.mixtures ?? study.design.mixtures)] },
    },
    estimates: own,
    claims: changes.claims ?? [],
    pages: Object.entries(pages).map(([href, ids]) => ({
      href,
      title: `Page ${href}`,
      words: ids.join(),
      estimates: ids,
    })),
    hasAllPages: true,
  };
}
