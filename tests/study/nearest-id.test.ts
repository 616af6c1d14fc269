import { expect, test } from "vitest";
import { nearestId } from "../../src/study/nearest-id.ts";

test.each([
  ["wiki-hevy", "wiki-heavy"],
  ["WEB", "web"],
  ["wbe", "web"],
  ["chess", null],
  ["", null],
])("nearestId(%j) is %j", (id, expected) => {
  expect(nearestId(id, ["web", "wiki-heavy", "science"])).toBe(expected);
});
