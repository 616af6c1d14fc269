import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FaultError } from "../src/faults.ts";
import { readBelow } from "../src/files.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("readBelow", () => {
  const inside = () => {
    const path = join(folder, "study");
    mkdirSync(join(path, "commentary"), { recursive: true });
    writeFileSync(join(folder, "secret"), "secret");
    writeFileSync(join(path, "rq1.md"), "words");
    return path;
  };

  test("reads what is there, also by a link that stays inside, and says null of what is not", () => {
    const path = inside();
    symlinkSync("../rq1.md", join(path, "commentary", "rq1.md"));
    expect(readBelow(path, "rq1.md")).toBe("words");
    expect(readBelow(path, "commentary/rq1.md")).toBe("words");
    expect(readBelow(path, "rq2.md")).toBeNull();
    symlinkSync("nowhere", join(path, "rq3.md"));
    expect(readBelow(path, "rq3.md")).toBeNull();
  });

  test("the folder itself may be a link", () => {
    symlinkSync(inside(), join(folder, "link"));
    expect(readBelow(join(folder, "link"), "rq1.md")).toBe("words");
  });

  test.each([
    ["a link to a file outside", () => symlinkSync("../../secret", join(folder, "study/commentary/rq1.md"))],
    ["an absolute link", () => symlinkSync(join(folder, "secret"), join(folder, "study/commentary/rq1.md"))],
    [
      "a folder that is a link",
      () => {
        rmSync(join(folder, "study/commentary"), { recursive: true });
        writeFileSync(join(folder, "rq1.md"), "secret");
        symlinkSync("..", join(folder, "study/commentary"));
      },
    ],
    ["a folder in its place", () => mkdirSync(join(folder, "study/commentary/rq1.md"))],
    [
      "what is no text of a person",
      () => writeFileSync(join(folder, "study/commentary/rq1.md"), Buffer.alloc(10_000_001)),
    ],
  ])("%s is a fault that names the file", (_, put) => {
    const path = inside();
    put();
    expect(() => readBelow(path, "commentary/rq1.md")).toThrow(FaultError);
    expect(() => readBelow(path, "commentary/rq1.md")).toThrow("commentary/rq1.md  ");
  });
});
