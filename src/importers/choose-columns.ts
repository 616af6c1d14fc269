/** What a table can tell, ours, with the names that its columns often have. */
const TABLE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  model: ["model", "model_name", "model_id"],
  mixture: ["mixture", "mix", "data_mix", "recipe", "data"],
  scale: ["scale", "size", "model_size", "params"],
  seed: ["seed", "random_seed"],
  stage: ["stage", "phase"],
  benchmark: ["benchmark", "task", "task_name", "dataset", "eval"],
  accuracy: ["accuracy", "acc", "score"],
  n: ["n", "num_instances", "n_items"],
  confidence: ["confidence", "max_prob"],
  item: ["item", "item_id", "doc_id", "question_id", "instance_id"],
  correct: ["correct", "is_correct"],
  correct_prob: ["correct_prob"],
  picked: ["picked", "prediction"],
};

/** Which column of a table is which of ours: as the map says, else by the usual names. */
export interface ColumnChoice {
  /** ours → place in the head */
  readonly places: ReadonlyMap<string, number>;
  /** what is wrong, as value and expected; null when the table can be read */
  readonly problem: { readonly value: string; readonly expected: string } | null;
}

/**
 * Finds the columns of a table.
 *
 * @param head the names in the file
 * @param mapped ours → the file’s, from the map
 */
export function chooseColumns(head: readonly string[], mapped: Readonly<Record<string, string>>): ColumnChoice {
  const places = new Map<string, number>();
  const refuse = (value: string, expected: string): ColumnChoice => ({ places, problem: { value, expected } });
  for (const [ours, theirs] of Object.entries(mapped)) {
    if (!Object.hasOwn(TABLE_COLUMNS, ours)) {
      return refuse(`columns.${ours} is not known`, `one of ${Object.keys(TABLE_COLUMNS).join(", ")}`);
    }
    const at = head.indexOf(theirs);
    if (at === -1)
      return refuse(`has no column ${theirs}, which the map says is the ${ours}`, `one of ${head.join(", ")}`);
    places.set(ours, at);
  }
  const taken = new Set(places.values());
  const plain = head.map((name) => name.trim().toLowerCase());
  for (const [ours, names] of Object.entries(TABLE_COLUMNS)) {
    if (places.has(ours)) continue;
    const at = names.map((name) => plain.indexOf(name)).find((index) => index !== -1 && !taken.has(index));
    if (at !== undefined) {
      places.set(ours, at);
      taken.add(at);
    }
  }
  const hasItems = places.has("item") && places.has("correct");
  const missing = [
    ...(places.has("benchmark") ? [] : ["benchmark"]),
    ...(places.has("model") || places.has("mixture") ? [] : ["model (or mixture)"]),
    ...(hasItems || places.has("accuracy") ? [] : ["accuracy (or item and correct)"]),
  ];
  if (missing.length === 0) return { places, problem: null };
  return refuse(`no column is known as ${missing.join(", ")}; it has ${head.join(", ")}`, "a column for each");
}
