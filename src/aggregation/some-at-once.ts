/**
 * Does the work for every item, up to `most` of them at a time, begun in their order.
 *
 * @returns the results in the order of the items
 * @throws what the first item that failed threw, when all that had begun have ended; later ones are not begun
 */
export async function someAtOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item, place: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures = new Map<number, unknown>();
  let next = 0;
  const worker = async () => {
    while (next < items.length && failures.size === 0) {
      const place = next++;
      try {
        results[place] = await work(items[place]!, place);
      } catch (error) {
        failures.set(place, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
  return results;
}
