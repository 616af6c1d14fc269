const HELD = Symbol.for("magic-correlations/held");

/** Of the process, not of this module: the pages are bundled apart from the program that renders them, and share what it has made. */
const shared = globalThis as { [HELD]?: Map<string, { readonly keys: readonly unknown[]; readonly value: unknown }> };

/**
 * A thing that costs much to make and that many ask for: made when it is first asked for, and again when a key is another.
 *
 * @param name what it is, unique in the program
 * @param keys what it was made from, compared by identity
 */
export function held<Value>(name: string, keys: readonly unknown[], make: () => Value): Value {
  shared[HELD] ??= new Map();
  const known = shared[HELD].get(name);
  if (known?.keys.length === keys.length && keys.every((key, k) => key === known.keys[k])) return known.value as Value;
  const value = make();
  shared[HELD].set(name, { keys, value });
  return value;
}
