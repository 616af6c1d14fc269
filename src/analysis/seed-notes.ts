import type { Note } from "../estimates/estimate.ts";
import { stagePairs } from "./stage-pairs.ts";
import type { Workspace } from "./workspace.ts";

/** Lists the mixtures whose seeds differ between two stages that are compared: their levels rest on different runs. */
export function* seedNotes(work: Workspace): Generator<Note> {
  for (const { before, after, scalePart } of stagePairs(work.design))
    for (const { id: scale } of work.design.scales) {
      const seedsAt = (stage: string, m: number) => {
        const all = work.design.benchmarks.flatMap(
          (row) => work.seedValues({ metric: "accuracy", scale, stage }, row.id)[m]?.seeds ?? [],
        );
        return [...new Set(all)].toSorted((a, b) => a - b).join(" ");
      };
      const differing = work.mixtures.filter((_, m) => seedsAt(before, m) !== seedsAt(after, m));
      if (differing.length > 0)
        yield {
          protocol: "levels",
          about: scalePart(scale),
          message: `seeds differ between ${before} and ${after} for ${differing.join(", ")}; all seeds present at a stage are averaged`,
        };
    }
}
