import { expect, test } from "vitest";
import { nearest } from "../src/nearest.ts";

test.each([
  ["wiki-hevy", "wiki-heavy"],
  ["WEB", "web"],
  ["wbe", "web"],
  ["chess", null],
  ["", null],
])("nearest(%j) is %j", (id, expected) => {
  expect(nearest(id, ["web", "wiki-heavy", "science"])).toBe(expected);
});
