/** The ids of one kind (mixtures, scales, …) with their places in the design. */
export interface Ids {
  readonly name: string;
  readonly list: readonly string[];
  /** −1 for an id that is not declared */
  indexOf(id: string): number;
}

/** What the tables of a study are checked against. */
export interface Declared {
  readonly mixture: Ids;
  readonly scale: Ids;
  readonly stage: Ids;
  readonly benchmark: Ids;
  /** by the index of the benchmark; null when it has no choices */
  readonly choices: (benchmark: number) => number | null;
}

/** Ids that are known beforehand. */
export function declaredIds(name: string, ids: readonly string[]): Ids {
  const indices = new Map(ids.map((id, index) => [id, index]));
  return { name, list: ids, indexOf: (id) => indices.get(id) ?? -1 };
}

/** Ids of a design that could not be read: every id is taken, so that faults of the tables are still found. */
export function undeclaredIds(name: string): Ids {
  const list: string[] = [];
  const indices = new Map<string, number>();
  return {
    name,
    list,
    indexOf(id) {
      const known = indices.get(id);
      if (known !== undefined) return known;
      indices.set(id, list.length);
      return list.push(id) - 1;
    },
  };
}
