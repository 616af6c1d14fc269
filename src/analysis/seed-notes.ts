import type { Note } from "../estimates/estimate.ts";
import { METRICS } from "../estimates/estimate-id.ts";
import { stagePairs } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Lists the mixtures whose seeds differ between two stages that are compared, on any benchmark that both stages have: their
 * levels rest on different runs.
 */
export function* seedNotes(work: Workspace): Generator<Note> {
  for (const { before, after, scalePart } of stagePairs(work.design))
    for (const { id: scale } of work.design.scales) {
      const sides = METRICS.flatMap((metric) =>
        work.benchmarks.map((row) => [before, after].map((stage) => work.seedValues({ metric, scale, stage }, row.id))),
      ).filter((stages) => stages.every((rows) => rows.some((row) => row !== null)));
      const differing = work.mixtures.filter((_, m) =>
        sides.some(([x, y]) => x![m]?.seeds.join(" ") !== y![m]?.seeds.join(" ")),
      );
      if (differing.length > 0)
        yield {
          protocol: "levels",
          about: scalePart(scale),
          message: `seeds differ between ${before} and ${after} for ${differing.join(", ")}; all seeds present at a stage are averaged`,
        };
    }
}
