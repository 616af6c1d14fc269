import type { Target } from "../estimates/estimate-id.ts";
import { absence } from "./absence.ts";
import type { Column } from "./column.ts";
import { compositeAbsence } from "./composite-absence.ts";
import type { SelectionNote } from "./selection-note.ts";
import { targetLevels } from "./target-levels.ts";
import type { Levels, Place, Workspace } from "./workspace.ts";

/** Several vectors of levels on the mixtures that all of them have, in the order of ids; and why nothing can be computed. */
export interface PairedColumns {
  readonly columns: readonly Column[];
  readonly n: number;
  /** indices into the study's mixtures */
  readonly used: readonly number[];
  /** set when no correlation is defined: STATISTICS.md §11 */
  readonly reason: string | null;
  /** what the listwise rule left out of a composite */
  readonly note: SelectionNote | null;
}

/** A vector of levels and what it is called when it is to blame: "sft", "confidence". */
export interface NamedLevels {
  readonly name: string;
  readonly levels: Levels;
  /** why no mixture has a level, where that is asked */
  readonly absence?: (() => string) | undefined;
}

/** The levels of a benchmark at a place, named, and why there are none. */
export function benchmarkLevels(work: Workspace, name: string, place: Place, benchmark: string): NamedLevels {
  return { name, levels: work.levels(place, benchmark), absence: () => absence(work, place, benchmark) };
}

/** Restricts the vectors to their common mixtures, and says why a correlation over them would be undefined. */
export function pairColumns(
  work: Workspace,
  vectors: readonly NamedLevels[],
  note: SelectionNote | null = null,
): PairedColumns {
  const used = work.mixtures.flatMap((_, m) => (vectors.every(({ levels }) => levels[m] != null) ? [m] : []));
  const columns = vectors.map(({ levels }) => work.column(used.map((m) => levels[m] ?? 0)));
  return { columns, n: used.length, used, reason: reasonOf(vectors, columns, used.length), note };
}

/** The levels of a target at each place, paired; `names` say which vector a reason is about. */
export function placeColumns(
  work: Workspace,
  target: Target,
  places: readonly Place[],
  names: readonly string[] = places.map((place) => place.stage),
): PairedColumns {
  const undefinedFor = (reason: string): PairedColumns => ({
    columns: places.map(() => work.column([])),
    n: 0,
    used: [],
    reason,
    note: null,
  });
  if (!work.hasConfidence && places.some((place) => place.metric === "confidence"))
    return undefinedFor("no confidence");
  const levels = targetLevels(work, target, places);
  if (!levels) return undefinedFor(compositeAbsence(work, target, places));
  const vectors = levels.columns.map((column, k) =>
    target.kind === "benchmark"
      ? benchmarkLevels(work, names[k]!, places[k]!, target.id)
      : { name: names[k]!, levels: column },
  );
  return pairColumns(work, vectors, levels.note);
}

function reasonOf(vectors: readonly NamedLevels[], columns: readonly Column[], n: number): string | null {
  const absent = vectors.filter(({ levels }) => levels.every((level) => level === null));
  if (absent.some((vector) => vector.absence?.() === "no confidence")) return "no confidence";
  if (absent.length > 0) return `missing stage (${[...new Set(absent.map(({ name }) => name))].join(", ")})`;
  if (n === 0) return "no common mixtures";
  if (n < 3) return "fewer than 3 mixtures";
  const constant = vectors.filter((_, k) => columns[k]!.isConstant).map(({ name }) => name);
  return constant.length > 0 ? `constant input (${[...new Set(constant)].join(", ")})` : null;
}
