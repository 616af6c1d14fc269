import type { Estimate } from "../estimates/estimate.ts";
import { held } from "../held.ts";
import { releasedReport } from "../releases/released-report.ts";
import { siteReleases } from "./site-releases.ts";
import { siteReport } from "./site-report.ts";

/** The estimates of an earlier release, by id. */
export interface EarlierEstimates {
  readonly version: string;
  readonly estimates: ReadonlyMap<string, Estimate>;
}

/** How many releases a history goes back: their frozen estimates are all read. */
const LONGEST = 8;

/**
 * The last releases before the version that is shown, oldest first. Empty where fewer than two versions are released or
 * shown: there is no history then.
 */
export function estimateHistory(): readonly EarlierEstimates[] {
  const current = siteReport().study.design.version;
  const earlier = siteReleases().filter(({ version }) => version !== current);
  const key = earlier.map(({ folder }) => folder).join("\n");
  return held("history", [key], () =>
    earlier.slice(-LONGEST).map((release) => {
      return { version: release.version, estimates: releasedReport(release).estimates };
    }),
  );
}
