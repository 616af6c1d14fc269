import type { Fault } from "../faults.ts";
import type { Evaluation } from "./evaluation.ts";
import { countVariant, here, inFiles, oddVariant, type Variant } from "./same-for-all.ts";

/** Looks whether an item is the same for all models: the same question, with as many choices. */
export function sameItems() {
  const known = new Map<string, Map<string, Variant[]>>();
  const unlike = new Map<string, Set<string>>();
  return {
    add(evaluation: Evaluation): void {
      const { benchmark, items } = evaluation;
      const own = known.get(benchmark) ?? new Map<string, Variant[]>();
      known.set(benchmark, own);
      for (const { id, choices, fingerprint } of items ?? []) {
        if (choices === null && fingerprint === null) continue; // a table tells neither: nothing to keep of a billion rows
        const words = `${choices || "no"} choices${fingerprint === null ? "" : `, ${fingerprint}`}`;
        let variants = own.get(id);
        if (variants === undefined) {
          variants = [];
          own.set(id, variants);
        }
        countVariant(variants, words, evaluation);
        if (variants.length < 2) continue;
        const ids = unlike.get(benchmark) ?? new Set<string>();
        unlike.set(benchmark, ids.add(id));
      }
    },
    /** one for each benchmark and cause, of its first item: it names the run that is unlike the most */
    faults(): readonly Fault[] {
      const faults: Fault[] = [];
      for (const [benchmark, ids] of unlike) {
        const named = new Set<string>();
        for (const id of ids) {
          const { odd, usual } = oddVariant(known.get(benchmark)!.get(id)!)!;
          const [own, other] = [odd, usual].map(({ words }) => words.split(",", 1)[0]!);
          const cause = own === other ? "question" : "choices";
          if (named.has(cause) || named.has(odd.file)) continue;
          named.add(cause).add(odd.file);
          faults.push({
            file: odd.file,
            value:
              cause === "question"
                ? `item ${id} of ${benchmark} is another question ${here(odd)} than in ${inFiles(usual)}`
                : `item ${id} of ${benchmark} has ${own} ${here(odd)}, and ${other} in ${inFiles(usual)}`,
            expected: "the same items for every model",
            todo: `Import only runs of one version of the benchmark; ${odd.model} can be left out under models.skip.`,
          });
        }
      }
      return faults;
    },
  };
}
