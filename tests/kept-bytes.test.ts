import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keptBytes } from "../src/kept-bytes.ts";

const folder = mkdtempSync(join(tmpdir(), "kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = Uint8Array.of(0, 255, 10, 13);
const refuse = () => expect.fail("made again");

test("what was made is kept, by its key; what is damaged or cut off is made again", async () => {
  const make = async () => bytes.slice();
  expect(await keptBytes(folder, "a", make)).toEqual({ bytes, state: "made" });
  expect(await keptBytes(folder, "a", refuse)).toEqual({ bytes, state: "kept" });
  expect(await keptBytes(folder, "b", async () => Uint8Array.of(7))).toEqual({
    bytes: Uint8Array.of(7),
    state: "made",
  });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const whole = readFileSync(path);
    if (whole.length < 68) continue;
    for (const damaged of [
      whole.subarray(0, 66),
      whole.subarray(0, 10),
      Buffer.alloc(0),
      Buffer.concat([whole, whole]),
    ]) {
      writeFileSync(path, damaged);
      expect(await keptBytes(folder, "a", make)).toEqual({ bytes, state: "damaged" });
      expect(await keptBytes(folder, "a", refuse)).toEqual({ bytes, state: "kept" });
    }
  }
});

test("where nothing can be written, nothing is kept and nothing fails", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const made = { bytes, state: "made" };
  expect(await keptBytes(join(file, "no-folder"), "a", async () => bytes.slice())).toEqual(made);
  expect(await keptBytes(join(file, "no-folder"), "a", async () => bytes.slice())).toEqual(made);
});
