import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { failureText } from "../../scripts/command.ts";
import { FaultError } from "../../src/faults.ts";

const failed = (code: string, words: string) =>
  Object.assign(new Error(`${code}: ${words}, write`), { code, syscall: "write", errno: -28 });
const folder = join(tmpdir(), "not", "there");

test("failureText(ENOSPC) names the folder, its room, and what to do", () => {
  const text = failureText("import", failed("ENOSPC", "no space left on device"), [folder]);
  expect(text).toMatch(
    /^import: ENOSPC: no space left on device, write\. The disk of \S+ \([\d.]+ MB left\) is full\. Make room there, or write to another disk/,
  );
  expect(text).toContain(`The disk of ${tmpdir()} (`);
  expect(text.split("\n")).toHaveLength(1);
});

test("failureText(EDQUOT, EIO) say what to do, with the folder of the file where it is known", () => {
  const quota = Object.assign(failed("EDQUOT", "quota exceeded"), { path: join(folder, "a.csv") });
  expect(failureText("build", quota, ["/"])).toMatch(/Your quota is used up on the disk of .* MB left\)\. Remove/);
  expect(failureText("aggregate", failed("EIO", "i/o error"), ["/"])).toContain(
    "is full or damaged. Make room there and look at it",
  );
});

test("failureText(what the engine of aggregation says of a full disk) has the same advice", () => {
  const value = "IO Error: Could not write file: No space left on device";
  const fault = new FaultError([{ file: "items", value, expected: "readable tables", todo: "Copy it again." }]);
  expect(failureText("aggregate", fault, [folder]).split("\n").at(-1)).toMatch(
    /^The disk of .* MB left\) is full\. Make room/,
  );
});

test("failureText(any other error of the system) is its message alone", () => {
  expect(failureText("build", failed("EACCES", "permission denied"), [folder])).toBe(
    "build: EACCES: permission denied, write",
  );
});
