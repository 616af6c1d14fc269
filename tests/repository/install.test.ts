import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const ROOT = new URL("../..", import.meta.url).pathname;
const copy = mkdtempSync(join(tmpdir(), "install-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Packages are unpacked too, as in every `npm ci`, which takes a minute: INSTALL=whole vitest run tests/repository */
const isWhole = process.env.INSTALL === "whole";

test("npm ci says nothing but what it adds, under Node 24 with warnings on: no engine refused, the lock file fits", () => {
  for (const name of ["package.json", "package-lock.json", ".npmrc"]) copyFileSync(join(ROOT, name), join(copy, name));
  const npm =
    process.env.npm_execpath ??
    join(execFileSync("npm", ["root", "--global"], { encoding: "utf8" }).trim(), "npm/bin/npm-cli.js");
  const options = ["--loglevel=warn", "--prefer-offline", ...(isWhole ? [] : ["--dry-run"])];
  const { status, stdout, stderr } = spawnSync(process.execPath, [npm, "ci", ...options], {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, npm_config_loglevel: "warn" },
  });
  expect(stderr).toBe("");
  expect(stdout.replaceAll(/^add .*\n/gm, "").trim()).toMatch(/^added \d+ packages in \d+m?s?( \d+s)?$/);
  expect(status).toBe(0);
}, 240_000);

test("no package of the lock file is deprecated", () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { deprecated?: string }>;
  };
  expect(
    Object.entries(packages).flatMap(([path, { deprecated }]) => (deprecated ? `${path}: ${deprecated}` : [])),
  ).toEqual([]);
});

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const direct: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };

test.each(Object.entries(direct))("%s is pinned to one version: %s", (_, version) => {
  // DuckDB tags each release of its Node package `-r.N`: one exact version as well
  expect(version).toMatch(/^\d+\.\d+\.\d+(-r\.\d+)?$/);
});

test.each(Object.keys(direct))("CONTRIBUTING says why %s is there", (name) => {
  expect(readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8")).toContain(`\`${name}\``);
});

test("the lock file names no registry host", () => {
  expect(readFileSync(join(ROOT, "package-lock.json"), "utf8")).not.toMatch(/"resolved"\s*:/);
});

test("the tests run on the Node that the lock file pins", () => {
  expect(process.version).toBe(`v${manifest.devDependencies.node}`);
});
