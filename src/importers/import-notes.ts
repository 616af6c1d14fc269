import type { Evaluation } from "./evaluation.ts";

/** What readers of a study should know of its runs: each sentence once, and of partial runs whose they are. */
export function importNotes() {
  const sentences = new Set<string>();
  const partial = new Map<string, Set<string>>();
  return {
    add({ notes, partial: part, model }: Evaluation): void {
      for (const note of notes) sentences.add(note);
      if (part === null) return;
      const models = partial.get(part) ?? new Set<string>();
      partial.set(part, models.add(model));
    },
    all(): readonly string[] {
      const parts = [...partial].map(([part, models]) => {
        const [first, ...more] = models;
        return `Partial runs: ${part} (${first}${more.length === 0 ? "" : ` and ${more.length} more`}).`;
      });
      return [...sentences, ...parts];
    },
  };
}
