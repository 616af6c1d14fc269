/**
 * How many leading segments of an id name the page that its row is on, by protocol. A page's address follows from the id
 * alone, never from what else a study has, so that it stays when a study grows.
 */
const DEPTH: Readonly<Record<string, number>> = {
  "alignment-change": 1,
  "alignment-transfer": 1,
  calibration: 4,
  "calibration-transfer": 1,
  coherence: 2,
  "coherence-change": 2,
  level: 4,
  "reliability-curve": 4,
};
const DEPTH_OTHERWISE = 3;

/** The group of an estimate: the first segments of its id, `calibration/40k/pretrain/all`. One page per group. */
export function estimateGroup(id: string): string {
  const segments = id.split("/");
  const depth = Math.min(DEPTH[segments[0]!] ?? DEPTH_OTHERWISE, segments.length - 1);
  return segments.slice(0, depth).join("/");
}
