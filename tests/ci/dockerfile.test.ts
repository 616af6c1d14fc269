import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { containerSteps, environmentOf } from "../../src/ci/container-steps.ts";

const stages = containerSteps(readFileSync("Dockerfile", "utf8"));
const all = [...stages.values()].flat();
const last = [...stages.values()].at(-1)!;
const { devDependencies, dependencies } = JSON.parse(readFileSync("package.json", "utf8"));

test("the base is the Node that the lock file pins, the same in every stage, by its whole version and its digest", () => {
  const bases = all.filter(({ keyword }) => keyword === "FROM").map(({ text }) => text.split(" ")[0]);
  expect(bases.length).toBe(2);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(new RegExp(`^node:${devDependencies.node}-[\\w-]+@sha256:[0-9a-f]{64}$`));
});

test("it runs as a user who is not root, from an entry without a shell", () => {
  const at = (keyword: string) => last.findLastIndex((step) => step.keyword === keyword);
  expect(last[at("USER")]?.text).toBe("node");
  expect(at("USER")).toBeGreaterThan(at("RUN"));
  expect(JSON.parse(last[at("ENTRYPOINT")]!.text)).toContain("scripts/build.ts");
});

test("any user can run it: all may put files beside the code and into /out, and nobody owns the code but root", () => {
  expect(all.filter(({ text }) => text.includes("chown"))).toEqual([]);
  expect(last.find(({ keyword }) => keyword === "RUN")?.text).toMatch(/ && chmod 1777 \/app \/out$/);
  expect(environmentOf(last.find(({ keyword }) => keyword === "ENV")!)).toEqual({
    NODE_ENV: "production",
    ASTRO_TELEMETRY_DISABLED: "1",
  });
});

test("environmentOf reads several names, and values in quotation marks", () => {
  expect(environmentOf({ keyword: "ENV", text: 'A=b C="d e" F="g"' })).toEqual({ A: "b", C: "d e", F: "g" });
});

test("what is copied is let through by .dockerignore, and nothing else is", () => {
  const allowed = readFileSync(".dockerignore", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("!"));
  const copied = all
    .filter(({ keyword, text }) => keyword === "COPY" && !text.includes("--from"))
    .flatMap(({ text }) =>
      text
        .split(/\s+/)
        .filter((word) => !word.startsWith("--"))
        .slice(0, -1),
    );
  expect([...new Set(copied)].toSorted()).toEqual(allowed.map((line) => line.slice(1)).toSorted());
  expect(copied).not.toContain("data");
});

test("only packages of the lock file are installed, without their scripts, and what a build needs is no package of tests", () => {
  const installs = all.filter(({ text }) => /\bnpm\b/.test(text)).map(({ text }) => text);
  expect(installs).toEqual([
    "npm ci --omit=dev --ignore-scripts && npm cache clean --force && rm -r node_modules/@duckdb",
  ]);
  for (const name of ["astro", "pagefind", "@resvg/resvg-js", "temml"])
    expect(Object.keys(dependencies)).toContain(name);
});

test("containerSteps reads continued lines and comments, and refuses what has no base", () => {
  const steps = containerSteps("# a\nFROM a AS one\nRUN b \\\n  && c\n# d\nFROM e\nUSER f\n");
  expect(steps.get("one")?.[1]).toEqual({ keyword: "RUN", text: "b && c" });
  expect(steps.get("final")?.map(({ keyword }) => keyword)).toEqual(["FROM", "USER"]);
  expect(() => containerSteps("RUN a")).toThrow("RUN stands before FROM");
});
