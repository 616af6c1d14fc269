import type { Fault } from "../faults.ts";
import { askedAlike } from "./asked-alike.ts";
import { checkpointKey, type Evaluation, type ModelPlace } from "./evaluation.ts";
import type { ImportMap } from "./import-map.ts";
import { placeModel } from "./place-model.ts";
import { type MeasuredCell, measuredCell, repeatProblem, repeatWord } from "./repeated-cell.ts";
import { sameItems } from "./same-items.ts";

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
  const items = sameItems();
  const asked = askedAlike();
  const doubled = new Map<string, { patterns: readonly [string, string]; models: string[] }>();
  const unknown = new Set<string>();
  let assumedSeeds = 0;
  const strict = Object.keys(map.benchmarks).length > 0;

  const modelPlace = (evaluation: Evaluation): ModelPlace | null => {
    const { model, told } = evaluation;
    const key = checkpointKey(evaluation);
    const known = placed.get(key);
    if (known !== undefined) return known;
    const placing = placeModel(model, told, map);
    if (placing.kind === "problem") {
      const { value, expected, todo } = placing;
      add({ file: mapFile, value, expected, todo });
    } else if (placing.kind === "two patterns") {
      const { patterns } = placing;
      const all = doubled.get(patterns.join("\u0000")) ?? { patterns, models: [] };
      doubled.set(patterns.join("\u0000"), all);
      if (!all.models.includes(model)) all.models.push(model);
    } else if (placing.kind === "skip") skip(`${model}: left out by models.skip`);
    const place = placing.kind === "place" ? placing.place : null;
    if (placing.kind === "place" && placing.isSeedAssumed) assumedSeeds++;
    placed.set(key, place);
    return place;
  };

  const patternFaults = (): readonly Fault[] =>
    [...doubled.values()].map(({ patterns: [first, second], models: [model, ...more] }) => ({
      file: mapFile,
      value: `the model ${model}${more.length === 0 ? " matches" : ` and ${more.length} more match`} two patterns, ${first} and ${second}`,
      expected: "one pattern for each model",
      todo: "Make one of them stricter, or give the model a row in models.table.",
    }));

  return {
    /** what is wrong between evaluations, when all were seen */
    faults: (): readonly Fault[] => [...asked.faults(), ...items.faults(), ...patternFaults()],
    /** what neither logs nor map tell, as phrases */
    assumed: (): readonly string[] =>
      assumedSeeds === 0 ? [] : [`seed 0 of ${assumedSeeds} ${assumedSeeds === 1 ? "checkpoint" : "checkpoints"}`],
    places: (): readonly ModelPlace[] => {
      const places = [...placed.values()].filter((place) => place !== null);
      return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
    },
    /** where an evaluation goes; null when it is left out or has a fault of its own */
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
      if (map.settings === "same") asked.add(evaluation);
      items.add(evaluation);
      if (first === undefined) cells.set(key, measuredCell(evaluation));
      return place;
    },
  };
}
