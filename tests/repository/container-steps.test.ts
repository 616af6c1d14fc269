import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeStudy } from "../studies/write-study.ts";

test("what the Dockerfile says, done in an empty folder, builds the report of a mounted study", () => {
  const data = mkdtempSync(join(tmpdir(), "container-study-"));
  writeStudy(data);
  const { status, stdout, stderr } = spawnSync("npm", ["run", "test:container-steps", "--", "--data", data], {
    encoding: "utf8",
  });
  rmSync(data, { recursive: true });
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("The report was built");
}, 300_000);
