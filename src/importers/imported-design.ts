import { stringify } from "yaml";
import type { Fault } from "../faults.ts";
import type { StudyDesign } from "../study/design.ts";
import { benchmarkLabel } from "./benchmark-label.ts";
import type { ModelPlace } from "./evaluation.ts";
import type { ImportMap } from "./import-map.ts";
import { scaleSize } from "./scale-size.ts";
import { chanceOf, commonChoices, type SeenBenchmark } from "./seen.ts";
import { slug } from "./slug.ts";
import { stageOrder, stageRow } from "./stage-order.ts";

/** The design of an imported study, and what the map leaves open. */
export interface ImportedDesign {
  readonly design: StudyDesign;
  readonly faults: readonly Fault[];
}

const GENERAL = "general";

/** The id of a benchmark in the study. */
export function benchmarkId(name: string, map: ImportMap): string {
  return map.benchmarks[name]?.id ?? slug(name, "benchmark");
}

/**
 * The design from the map and, where that is silent, from what was found: mixtures by name, scales by size, stages by
 * training order where their names tell it.
 *
 * @param file the map as the user typed it, for faults
 * @param notes sentences for the description of the study
 */
export function importedDesign(
  map: ImportMap,
  file: string,
  places: readonly ModelPlace[],
  benchmarks: readonly SeenBenchmark[],
  notes: readonly string[],
): ImportedDesign {
  const faults: Fault[] = [];
  const fault = (value: string, expected: string, todo: string) => faults.push({ file, value, expected, todo });
  const idsOf = (part: "mixture" | "scale" | "stage") => [...new Set(places.map((place) => place[part]))].sort();
  const declared = <Row extends { readonly id: string }>(
    name: string,
    rows: readonly Row[] | undefined,
    found: readonly string[],
    make: () => readonly Row[],
  ): Row[] => {
    if (rows === undefined) return [...make()];
    for (const id of found) {
      if (rows.some((row) => row.id === id)) continue;
      const known = rows.map((row) => row.id).join(", ");
      fault(
        `the ${name} ${id} is not under ${name}s`,
        `one of ${known}`,
        `Declare it there, or translate it under values.${name}.`,
      );
    }
    return rows.filter((row) => found.includes(row.id));
  };

  const stageIds = idsOf("stage");
  const stages = declared("stage", map.stages, stageIds, () => {
    const order = stageOrder(stageIds);
    if (order === null) {
      fault(
        `the order of the stages ${stageIds.join(", ")} is not known`,
        "`stages:` in the order of training",
        "List them in the map, for example `stages: [{id: pretrain, label: Pretraining}, {id: sft, label: SFT}]`.",
      );
    }
    return (order ?? stageIds).map(stageRow);
  });
  const scaleIds = idsOf("scale");
  const scales = declared("scale", map.scales, scaleIds, () =>
    scaleIds
      .toSorted((a, b) => (scaleSize(a) ?? 0) - (scaleSize(b) ?? 0))
      .map((id) => {
        const parameters = scaleSize(id);
        return { id, label: id.toUpperCase(), ...(parameters === null ? {} : { parameters }) };
      }),
  );
  const mixtureIds = idsOf("mixture");
  const mixtures = declared("mixture", map.mixtures, mixtureIds, () => mixtureIds.map((id) => ({ id, label: id })));

  const rows = benchmarks.map((seen) => {
    const own = map.benchmarks[seen.name] ?? {};
    const found = commonChoices(seen);
    const choices = own.choices ?? found;
    if (own.choices !== undefined && seen.choices.size > 0 && !seen.choices.has(null) && found !== own.choices) {
      const counts = [...seen.choices.keys()]
        .map((count) => count || "no")
        .sort()
        .join(", ");
      fault(
        `${seen.name} is said to have ${own.choices} choices, its items have ${counts}`,
        `the same number in all of its items`,
        "Correct `choices` in the map, or leave it out where the number varies.",
      );
    }
    const chance = own.chance ?? (own.choices === undefined ? chanceOf(seen) : 1 / own.choices);
    if (chance === null) {
      fault(
        `the accuracy of ${seen.name} by chance is not known`,
        "`chance` (and `choices` where there are any)",
        `Write it under benchmarks: ${JSON.stringify(seen.name)}: {chance: 0.25, choices: 4}; 0 for open answers.`,
      );
    }
    return {
      id: benchmarkId(seen.name, map),
      label: own.label ?? benchmarkLabel(seen.name),
      category: own.category ?? (seen.group === null ? GENERAL : slug(seen.group, "category")),
      chance: chance ?? 0,
      ...(choices === null ? {} : { choices }),
    };
  });
  const byId = new Map<string, string>();
  rows.forEach(({ id }, index) => {
    const { name } = benchmarks[index]!;
    const other = byId.get(id);
    if (other !== undefined) {
      fault(
        `the benchmarks ${other} and ${name} are both ${id}`,
        "an id for each benchmark",
        "Give one of them another `id` in the map.",
      );
    }
    byId.set(id, name);
  });
  const order = [...Object.keys(map.benchmarks)];
  const placeOf = (index: number) => {
    const at = order.indexOf(benchmarks[index]!.name);
    return at === -1 ? order.length : at;
  };
  const sorted = rows
    .map((row, index) => ({ row, at: placeOf(index) }))
    .sort((a, b) => a.at - b.at || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row }) => row);

  const categoryIds = [...new Set(sorted.map(({ category }) => category))];
  const categories = declared("category", map.categories, categoryIds, () =>
    categoryIds.map((id) => ({ id, label: id })),
  );
  const description = [map.study.description, ...notes].filter((text) => text !== undefined).join(" ");
  const {
    id = "imported",
    title = "Imported evaluations",
    version = "2026.1.1",
    license,
    doi,
    url,
    authors,
  } = map.study;
  const design = {
    id,
    title,
    version,
    ...(license === undefined ? {} : { license }),
    authors: authors ?? [],
    ...(description === "" ? {} : { description }),
    ...(doi === undefined ? {} : { doi }),
    ...(url === undefined ? {} : { url }),
    ...(map.unit === undefined ? {} : { unit: map.unit }),
    stages,
    scales,
    ...(map.covariates === undefined ? {} : { covariates: map.covariates }),
    mixtures,
    categories,
    benchmarks: sorted,
  };
  return { design, faults };
}

/** `study.yaml` of a design: one row of a list on each line. */
export function designYaml(design: Partial<Record<keyof StudyDesign, unknown>>): string {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(design)) {
    if (!Array.isArray(value)) lines.push(stringify({ [name]: value }, { lineWidth: 0 }).trimEnd());
    else if (value.length === 0) lines.push(`${name}: []`);
    else {
      const rows = value.map((row) =>
        stringify(row, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }),
      );
      lines.push(`${name}:`, ...rows.map((row) => `  - ${row.trim()}`));
    }
  }
  return `${lines.join("\n")}\n`;
}
