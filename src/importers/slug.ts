import { RESERVED_IDS } from "../study/design.ts";

/**
 * An id of a study from any words: lower case, everything but letters and digits becomes a single hyphen; points and
 * underscores between letters or digits stay. `Qwen/MMLU Pro (5-shot)` → `qwen-mmlu-pro-5-shot`.
 *
 * @param kind stands before an id that is reserved or empty: `benchmark-all`
 */
export function slug(words: string, kind: string): string {
  const id = words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/[._-]*-[._-]*/g, "-")
    .replace(/([._])[._]+/g, "$1")
    .replace(/^[._-]+|[._-]+$/g, "");
  if (id === "") return kind;
  return RESERVED_IDS.includes(id) ? `${kind}-${id}` : id;
}
