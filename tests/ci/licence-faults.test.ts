import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { licenceFaults } from "../../src/ci/licence-faults.ts";

test("every locked package has an allowed licence, and none runs a script but those named", () => {
  const { allowScripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const { packages, faults } = licenceFaults(JSON.parse(readFileSync("package-lock.json", "utf8")), allowScripts);
  expect(faults).toEqual([]);
  expect(packages).toBeGreaterThan(300);
});

test("licenceFaults names what is not allowed", () => {
  const packages = {
    "": { license: "MIT" },
    "node_modules/a": { version: "1.0.0", license: "GPL-3.0-only" },
    "node_modules/a/node_modules/@b/c": { version: "1.0.0" },
    "node_modules/d": { version: "2.0.0", license: "(MIT OR GPL-2.0-only)", hasInstallScript: true },
    "node_modules/e": { version: "1.0.0", license: "MIT AND LGPL-3.0-or-later" },
    "node_modules/@img/sharp-x": { version: "1.0.0", license: "Apache-2.0 AND LGPL-3.0-or-later" },
    "node_modules/esbuild": { version: "1.0.0", license: "MIT", hasInstallScript: true },
  };
  expect(licenceFaults({ packages }, { esbuild: true, d: true }).faults).toEqual([
    "@b/c 1.0.0: names no licence",
    "a 1.0.0: GPL-3.0-only is not on the list",
    "d 2.0.0: runs a script when it is installed, and is not among those named",
    "d: may run a script when it is installed, and nothing says why",
    "e 1.0.0: MIT AND LGPL-3.0-or-later is not on the list",
  ]);
});

test.each([
  ["MIT", true],
  ["(MIT OR GPL-3.0-only)", true],
  ["GPL-3.0-only OR MIT", true],
  ["MIT AND ISC", true],
  ["MIT AND GPL-3.0-only", false],
  ["(MIT OR GPL-3.0-only) AND GPL-3.0-only", false],
  ["(MIT OR GPL-3.0-only) AND ISC", true],
  ["GPL-3.0-only AND MIT OR ISC", true],
  ["GPL-3.0-only AND (MIT OR ISC)", false],
  ["MIT WITH Some-exception", false],
  ["(MIT", false],
  ["", false],
])("the expression %s: %s", (license, isAllowed) => {
  const { faults } = licenceFaults({ packages: { "node_modules/a": { version: "1.0.0", license } } }, {});
  expect(faults.length === 0).toBe(isAllowed);
});
