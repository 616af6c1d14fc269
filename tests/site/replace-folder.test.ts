import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assertReplaceable, GENERATOR, replaceFolder } from "../../src/site/replace-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "replace-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function holding(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

test("replaceFolder puts the new folder in place, and nothing of the old stays", () => {
  const [target, fresh] = [holding("dist", { "old.html": "old" }), holding("new", { "index.html": "new" })];
  replaceFolder(fresh, target, join(folder, "aside"));
  expect(readdirSync(target)).toEqual(["index.html"]);
  expect(readdirSync(folder)).toEqual(["dist"]);
});

test("replaceFolder needs no old folder", () => {
  replaceFolder(holding("new", { "index.html": "new" }), join(folder, "dist"), join(folder, "aside"));
  expect(readFileSync(join(folder, "dist", "index.html"), "utf8")).toBe("new");
});

test("replaceFolder puts the old folder back when there is nothing to put in its place", () => {
  const target = holding("dist", { "old.html": "old" });
  expect(() => replaceFolder(join(folder, "missing"), target, join(folder, "aside"))).toThrow(/ENOENT/);
  expect(readdirSync(target)).toEqual(["old.html"]);
});

test("assertReplaceable allows what is new, empty, or an earlier report", () => {
  const report = holding("report", { "index.html": `<meta name="generator" content="${GENERATOR} 1">` });
  for (const path of [join(folder, "new"), holding("empty", {}), report])
    expect(() => assertReplaceable(path)).not.toThrow();
});

test("assertReplaceable refuses a folder with anything else, and a file", () => {
  const precious = holding("home", { "letter.txt": "dear" });
  expect(() => assertReplaceable(precious)).toThrow(
    `${precious}  the output folder holds something else; expected a new or empty folder, or one that an earlier build wrote. Give another folder with --out.`,
  );
  expect(() => assertReplaceable(join(precious, "letter.txt"))).toThrow("the output is a file");
  expect(existsSync(join(precious, "letter.txt"))).toBe(true);
});
