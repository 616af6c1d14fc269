import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const ROOT = new URL("../..", import.meta.url).pathname;
const copy = mkdtempSync(join(tmpdir(), "install-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("npm ci says nothing but what it added, under Node 24 with warnings on: no deprecated package, no engine refused", () => {
  for (const name of ["package.json", "package-lock.json", ".npmrc"]) copyFileSync(join(ROOT, name), join(copy, name));
  const npm =
    process.env.npm_execpath ??
    join(execFileSync("npm", ["root", "--global"], { encoding: "utf8" }).trim(), "npm/bin/npm-cli.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [npm, "ci", "--loglevel=warn", "--prefer-offline"], {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, npm_config_loglevel: "warn" },
  });
  expect(stderr).toBe("");
  expect(stdout.trim()).toMatch(/^added \d+ packages in \d+m?s?( \d+s)?$/);
  expect(status).toBe(0);
}, 240_000);

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
