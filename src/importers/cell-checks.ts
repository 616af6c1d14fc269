import type { Fault } from "../faults.ts";
import type { Evaluation, ModelPlace } from "./evaluation.ts";
import type { ImportMap } from "./import-map.ts";
import { placeModel } from "./place-model.ts";
import { type MeasuredCell, measuredCell, repeatProblem, repeatWord } from "./repeated-cell.ts";

/**
 * What holds between evaluations: every model in one place, every cell from one run, every benchmark asked alike, an item the
 * same for all models.
 *
 * @param mapFile the map as the user typed it, for faults
 * @param add takes a fault
 * @param skip is told what is left out, and why
 */
export function cellChecks(map: ImportMap, mapFile: string, add: (fault: Fault) => void, skip: (what: string) => void) {
  const placed = new Map<string, ModelPlace | null>();
  const cells = new Map<string, MeasuredCell>();
  const items = new Map<string, Map<string, { of: string; file: string }>>();
  const asked = new Map<string, { settings: string; file: string }>();
  const unknown = new Set<string>();
  const strict = Object.keys(map.benchmarks).length > 0;

  const modelPlace = ({ model, told }: Evaluation): ModelPlace | null => {
    const key = [model, told.mixture, told.scale, told.seed, told.stage].join("\u0000");
    const known = placed.get(key);
    if (known !== undefined) return known;
    const placing = placeModel(model, told, map);
    if (placing.kind === "problem") {
      const { value, expected, todo } = placing;
      add({ file: mapFile, value, expected, todo });
    } else if (placing.kind === "skip") skip(`${model}: left out by models.skip`);
    const place = placing.kind === "place" ? placing.place : null;
    placed.set(key, place);
    return place;
  };

  const isSound = ({ benchmark, items: rows, file }: Evaluation): boolean => {
    const known = items.get(benchmark) ?? new Map<string, { of: string; file: string }>();
    items.set(benchmark, known);
    for (const { id, choices, fingerprint } of rows ?? []) {
      if (choices === null && fingerprint === null) continue; // a table tells neither: nothing to keep of a billion rows
      const of = `${choices || "no"} choices${fingerprint === null ? "" : `, ${fingerprint}`}`;
      const first = known.get(id);
      if (first === undefined) known.set(id, { of, file });
      else if (first.of !== of) {
        const [here, there] = [of.split(",")[0]!, first.of.split(",")[0]!];
        add({
          file,
          value:
            here === there
              ? `item ${id} of ${benchmark} is another question than in ${first.file}`
              : `item ${id} of ${benchmark} has ${here} here, and ${there} in ${first.file}`,
          expected: "the same items for every model",
          todo: "Import only runs of one version of the benchmark; leave the others out under models.skip.",
        });
        return false;
      }
    }
    return true;
  };

  const isAskedAlike = ({ benchmark, settings, file }: Evaluation): boolean => {
    if (settings === null) return true;
    const first = asked.get(benchmark);
    if (first === undefined) asked.set(benchmark, { settings, file });
    if (first === undefined || first.settings === settings || map.settings === "mixed") return true;
    add({
      file,
      value: `${benchmark} was run with ${settings} here, and with ${first.settings} in ${first.file}`,
      expected: "every model asked in the same way",
      todo: "Import only runs of one kind, or write `settings: mixed` in the map if the difference is meant.",
    });
    return false;
  };

  return {
    places: (): readonly ModelPlace[] => [...placed.values()].filter((place) => place !== null),
    /** where an evaluation goes; null when it is left out or has a fault */
    placeOf(evaluation: Evaluation): ModelPlace | null {
      const { benchmark, file, line, source } = evaluation;
      if (strict && !Object.hasOwn(map.benchmarks, benchmark)) {
        if (!unknown.has(benchmark)) {
          add({
            file: mapFile,
            value: `the benchmark ${benchmark} (in ${file}) is not under benchmarks`,
            expected: "an entry for every benchmark in the logs",
            todo: `Add it, or leave it out: ${JSON.stringify(benchmark)}: {skip: true}.`,
          });
        }
        unknown.add(benchmark);
        return null;
      }
      if (map.benchmarks[benchmark]?.skip === true) return null;
      const place = modelPlace(evaluation);
      if (place === null) return null;
      const key = [place.mixture, place.scale, place.seed, place.stage, benchmark].join("\u0000");
      const first = cells.get(key);
      if (first !== undefined && first.source !== source) {
        const problem = repeatProblem(first, evaluation, map.repeats);
        if (problem === null) skip(`${file}: ${repeatWord(first, evaluation)} ${first.file}`);
        else add({ file, ...(line === undefined ? {} : { line }), ...problem });
        return null;
      }
      if (!isAskedAlike(evaluation) || !isSound(evaluation)) return null;
      if (first === undefined) cells.set(key, measuredCell(evaluation));
      return place;
    },
  };
}
