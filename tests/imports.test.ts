import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

/**
 * Left may be imported by right, never the other way (DESIGN.md, "How data flows"). `api` imports nothing, and so does `enhance`:
 * it runs in the reader's browser.
 */
const LAYERS: readonly (readonly string[])[] = [
  ["study", "statistics", "api"],
  ["estimates"],
  ["analysis", "importers"],
  ["claims", "aggregation"],
  ["figures"],
  ["narrative"],
  ["releases"],
  ["site", "styles", "enhance", "ci"],
  ["components"],
  ["layouts"],
  ["pages"],
];
const SRC = new URL("../src", import.meta.url).pathname;

const layerOf = (folder: string) => LAYERS.findIndex((layer) => layer.includes(folder));

/** `from "./x.ts"`, `import("./x.ts")`, and `import "./x.ts"` for what it does. */
const IMPORTED = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']/g;

const importedIn = (text: string) => [...text.matchAll(IMPORTED)].map((match) => match[1]!);

function imports(file: string): string[] {
  return importedIn(readFileSync(file, "utf8")).map((path) => join(file, "..", path));
}

test("every kind of import is seen", () => {
  const text = [
    'import a from "./a.ts";',
    "import {",
    "  b,",
    '} from "./b.ts";',
    'import "./c.ts";',
    "import './d.ts';",
  ];
  const more = ['export * from "./e.ts";', 'const f = await import("./f.ts");', 'import type { G } from "../g.ts";'];
  const none = ['import { join } from "node:path";', 'const from = "./h.ts";'];
  const paths = ["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts", "../g.ts"];
  expect(importedIn([...text, ...more, ...none].join("\n"))).toEqual(paths);
});

const FILES = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) => /\.(ts|astro)$/.test(name));

test.each(FILES)("%s imports from its left only", (name) => {
  const own = name.split("/", 1)[0]!;
  if (!name.includes("/")) return;
  expect(layerOf(own), `${own} is a folder of the architecture`).toBeGreaterThanOrEqual(0);
  for (const target of imports(join(SRC, name))) {
    const path = relative(SRC, target);
    if (path.startsWith("..") || !path.includes("/")) continue;
    const folder = path.split("/", 1)[0]!;
    if (folder === own) continue;
    expect(layerOf(folder), `${name} imports ${path}`).toBeLessThan(layerOf(own));
    expect(own, `${name} imports ${path}; statistics know arrays of numbers alone`).not.toBe("statistics");
    if (own === "importers") expect(folder).toBe("study");
    expect(own, `${name} imports ${path}; the script of the browser needs nothing of the build`).not.toBe("enhance");
  }
});

test("docs/architecture.md tells these levels", () => {
  const page = readFileSync("docs/architecture.md", "utf8");
  const rows = page.split("\n").filter((line) => /^\| \d/.test(line));
  const told = rows.flatMap((line) =>
    line
      .split("|")[2]!
      .split("then")
      .map((part) => part.match(/`(\w+)`/g) ?? []),
  );
  expect(told.map((names) => names.map((name) => name.slice(1, -1)))).toEqual(LAYERS);
});
