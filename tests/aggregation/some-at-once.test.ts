import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { someAtOnce } from "../../src/aggregation/some-at-once.ts";

test("results are in the order of the items, and no more run at once than may", async () => {
  let [running, most] = [0, 0];
  const results = await someAtOnce([30, 10, 20, 0, 5], 2, async (milliseconds, place) => {
    most = Math.max(most, ++running);
    await sleep(milliseconds);
    running--;
    return `${place}: ${milliseconds}`;
  });
  expect(results).toEqual(["0: 30", "1: 10", "2: 20", "3: 0", "4: 5"]);
  expect(most).toBe(2);
  expect(await someAtOnce([], 3, async () => 1)).toEqual([]);
});

test("the first item that fails is told, whichever fails first; no other is begun", async () => {
  const begun: number[] = [];
  const all = someAtOnce([40, 5, 1, 1], 2, async (milliseconds, place) => {
    begun.push(place);
    await sleep(milliseconds);
    throw new Error(`item ${place}`);
  });
  await expect(all).rejects.toThrow("item 0");
  expect(begun).toEqual([0, 1]);
});
