/** The item ids of one benchmark, numbered as they come; sorted when all are read. */
export interface ItemIds {
  readonly list: readonly string[];
  /**
   * The number of an item.
   *
   * @param raw the id as its file holds it: text, an integer or a bigint
   * @param guess the number that it probably has: rows mostly come in the same order for every model
   * @returns −1 when `raw` is no id: empty, missing, or not an integer
   */
  numberOf(raw: unknown, guess: number): number;
  /** −1 when no row has this id */
  find(id: string): number;
}

/** No items yet. */
export function itemIds(): ItemIds {
  const list: string[] = [];
  const written: unknown[] = [];
  const numbers = new Map<unknown, number>();
  return {
    list,
    find: (id) => numbers.get(id) ?? -1,
    numberOf(raw, guess) {
      if (guess < written.length && written[guess] === raw) return guess;
      const known = numbers.get(raw);
      if (known !== undefined) return known;
      if (typeof raw === "number" ? !Number.isSafeInteger(raw) : typeof raw !== "bigint" && typeof raw !== "string")
        return -1;
      const id = String(raw);
      if (id === "") return -1;
      let number = numbers.get(id);
      if (number === undefined) {
        number = list.push(id) - 1;
        numbers.set(id, number);
        written.push(raw);
      }
      numbers.set(raw, number);
      return number;
    },
  };
}
