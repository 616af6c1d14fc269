import type { StudyRecord } from "../estimates/analysis.ts";
import type { CountChange, DataChange, DesignChange } from "./state-diff.ts";

const COUNTS = ["models", "cells", "answers"] as const;
const DESIGN = ["stages", "scales", "mixtures", "categories", "benchmarks"] as const;

/** What the later data have that the earlier had not, and the other way round: models, seeds, things of the design, files by hash. */
export function diffData(before: StudyRecord, after: StudyRecord): DataChange {
  const [old, now] = [before, after].map(({ files }) => new Map(files.map(({ path, sha256 }) => [path, sha256])));
  return {
    versions: [before.design.version, after.design.version],
    counts: COUNTS.flatMap((what): CountChange[] =>
      before[what] === after[what] ? [] : [{ what, before: before[what], after: after[what] }],
    ),
    seeds: gainedAndLost(before.seeds, after.seeds),
    design: DESIGN.flatMap((what): DesignChange[] => {
      const labels = (study: StudyRecord) => new Map(study.design[what].map(({ id, label }) => [id, label]));
      const [was, is] = [labels(before), labels(after)];
      const { added, removed } = gainedAndLost([...was.keys()], [...is.keys()]);
      if (added.length + removed.length === 0) return [];
      return [{ what, added: added.map((id) => is.get(id)!), removed: removed.map((id) => was.get(id)!) }];
    }),
    files: {
      ...gainedAndLost([...old!.keys()], [...now!.keys()]),
      changed: [...now!].flatMap(([path, hash]) => (old!.has(path) && old!.get(path) !== hash ? [path] : [])),
    },
  };
}

function gainedAndLost<Item>(before: readonly Item[], after: readonly Item[]): { added: Item[]; removed: Item[] } {
  return {
    added: after.filter((item) => !before.includes(item)),
    removed: before.filter((item) => !after.includes(item)),
  };
}
