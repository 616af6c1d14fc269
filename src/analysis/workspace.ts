import type { Metric } from "../estimates/estimate-id.ts";
import { level } from "../statistics/level.ts";
import type { Benchmark, StudyDesign } from "../study/design.ts";
import { type Cell, cellKey, type Study } from "../study/study.ts";
import { type Column, columns } from "./column.ts";
import { type MixtureBootstrap, mixtureBootstraps } from "./mixture-bootstrap.ts";

/** The seeds of one mixture on one benchmark, ascending, and the metric's value in each. */
export interface SeedValues {
  readonly seeds: readonly number[];
  readonly values: readonly number[];
}

/** One value per mixture of the study, mixtures sorted by id; null where the mixture has none. */
export type Levels = readonly (number | null)[];

/** Which cells: one metric at one scale and stage. */
export interface Place {
  readonly metric: Metric;
  readonly scale: string;
  readonly stage: string;
}

/** What every protocol reads: the study's cells by place, as levels and as seeds. Nothing is computed twice. */
export interface Workspace {
  readonly design: StudyDesign;
  readonly cells: readonly Cell[];
  /** ids of all mixtures, sorted by code units: the order of every vector of levels */
  readonly mixtures: readonly string[];
  /** benchmarks sorted by id: the order of every sum over benchmarks */
  readonly benchmarks: readonly Benchmark[];
  /** true when any cell has a confidence */
  readonly hasConfidence: boolean;
  readonly seedValues: (place: Place, benchmark: string) => readonly (SeedValues | null)[];
  readonly levels: (place: Place, benchmark: string) => Levels;
  readonly cell: (place: Parameters<typeof cellKey>[0]) => Cell | null;
  /** the mixture bootstrap over n mixtures, made once */
  readonly bootstrap: (n: number) => MixtureBootstrap;
  /** a vector of levels with its ranks, made once per content */
  readonly column: (values: readonly number[]) => Column;
}

/** For protocols that read items too. */
export interface ItemWorkspace extends Workspace {
  readonly study: Study;
}

/** The workspace of a study with its items. */
export function workspace(study: Study): ItemWorkspace {
  return { ...cellWorkspace(study), study };
}

/** What of a study the workspace of its cells is made from: little, so that a thread can have a copy. */
export type StudyCells = Pick<Study, "design" | "cells">;

/** Indexes the cells of a study. A level is the mean over all seeds present, ascending, rounded to 12 decimals (STATISTICS.md §1). */
export function cellWorkspace(study: StudyCells): Workspace {
  const mixtures = study.design.mixtures.map((mixture) => mixture.id).toSorted();
  const benchmarks = study.design.benchmarks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const seedIndex = new Map<string, (SeedValues | null)[]>();
  const position = new Map(mixtures.map((id, index) => [id, index]));
  const rows = new Map<string, Cell[][]>();
  for (const cell of study.cells) {
    const key = `${cell.scale}/${cell.stage}/${cell.benchmark}`;
    const groups = rows.get(key) ?? mixtures.map(() => []);
    rows.set(key, groups);
    groups[position.get(cell.mixture) ?? -1]?.push(cell);
  }
  for (const [key, groups] of rows)
    for (const metric of ["accuracy", "confidence"] as const)
      seedIndex.set(
        `${metric}/${key}`,
        groups.map((cells) => seedValuesOf(cells, metric)),
      );
  const none = mixtures.map(() => null);
  const levelIndex = new Map<string, Levels>();
  const keyOf = ({ metric, scale, stage }: Place, benchmark: string) => `${metric}/${scale}/${stage}/${benchmark}`;
  const seedValues = (place: Place, benchmark: string) => seedIndex.get(keyOf(place, benchmark)) ?? none;
  const byKey = new Map(study.cells.map((cell) => [cellKey(cell), cell]));
  const bootstrap = mixtureBootstraps(mixtures.length);
  return {
    cells: study.cells,
    bootstrap,
    column: columns(bootstrap),
    design: study.design,
    mixtures,
    benchmarks,
    hasConfidence: study.cells.some((cell) => cell.confidence !== null),
    seedValues,
    cell: (place) => byKey.get(cellKey(place)) ?? null,
    levels(place, benchmark) {
      const key = keyOf(place, benchmark);
      const known = levelIndex.get(key);
      if (known) return known;
      const levels = seedValues(place, benchmark).map((row) => row && level(row.values));
      levelIndex.set(key, levels);
      return levels;
    },
  };
}

function seedValuesOf(cells: readonly Cell[], metric: Metric): SeedValues | null {
  const rows = cells.filter((cell) => cell[metric] !== null).toSorted((a, b) => a.seed - b.seed);
  if (rows.length === 0) return null;
  return { seeds: rows.map((cell) => cell.seed), values: rows.map((cell) => cell[metric] ?? 0) };
}
