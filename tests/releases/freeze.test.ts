import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { objectStore } from "../../src/releases/object-store.ts";
import { releasedReport } from "../../src/releases/released-report.ts";
import { releases } from "../../src/releases/releases.ts";
import { addRelease, tinyFrozen } from "./tiny-release.ts";

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "freeze-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** Every file under the releases with its text, so that "as it was" is a comparison. */
const snapshot = () =>
  Object.fromEntries(
    globSync("releases/*/**/*.*", { cwd: data }).map((path) => [path, readFileSync(join(data, path), "base64")]),
  );

test("freeze(…) keeps every page, file, number, source and note, and readRelease finds them", () => {
  const frozen = tinyFrozen("2026.11.1");
  const [release] = addRelease(data, frozen);
  const store = objectStore([release!]);
  for (const { path, body } of frozen.pages) {
    const page = release!.addresses.pages.find((one) => one.path === path)!;
    expect(store.body(page.body, path)).toBe(body);
  }
  const [file] = release!.addresses.files;
  expect(Buffer.from(store.file(file!.object, "file")).toString()).toBe("<svg>0.83</svg>");
  expect([...releasedReport(release!).estimates.values()]).toEqual(frozen.analysis.estimates);
  expect(release!.addresses.anchors.map(({ kind, address }) => `${kind} ${address}`)).toEqual([
    "claim /rq1/#claim-it",
    "figure /rq1/#fig-one",
    "table /rq1/#rows",
  ]);
  expect(release).toMatchObject({ version: "2026.11.1", date: "2026-11-24", notes: "# First\n", previous: null });
  expect(readFileSync(join(release!.folder, "narrative/content/rq1.md"), "utf8")).toBe("# One\n");
});

test("what two releases share is stored once; what differs, and the release before, is recorded", () => {
  const [first] = addRelease(data, tinyFrozen("2026.11.1"));
  const [, same] = addRelease(data, tinyFrozen("2026.11.2"));
  expect(existsSync(join(same!.folder, "objects"))).toBe(false);
  expect(same!.addresses).toEqual(first!.addresses);
  expect(same!.previous?.version).toBe("2026.11.1");
  const [, , other] = addRelease(data, tinyFrozen("2026.12.1", 0.5));
  // two pages and a file; the drawing is the same
  expect(globSync("objects/*", { cwd: other!.folder })).toHaveLength(3);
  const words = (release: typeof first) => release!.addresses.pages.map((page) => page.words);
  expect(words(other)).not.toEqual(words(first));
});

test("what no frozen page may have is never frozen", () => {
  const frozen = tinyFrozen("2026.11.1");
  const pages = frozen.pages.map((page) => ({ ...page, body: `${page.body}<script src="/a.js"></script>` }));
  expect(() => addRelease(data, { ...frozen, pages })).toThrow('freeze: / has <script src="/a.js">');
  expect(releases(data)).toEqual([]);
});

test("a write that fails at any step leaves the releases as they were", () => {
  addRelease(data, tinyFrozen("2026.11.1"));
  const before = snapshot();
  let writes = 0;
  const count = () => {
    writes++;
    throw new Error("counted");
  };
  expect(() => addRelease(data, tinyFrozen("2026.11.2", 0.5), count)).toThrow("counted");
  for (let step = 1; ; step++) {
    writes = 0;
    const failing = (path: string, bytes: string | Uint8Array) => {
      writes++;
      writeFileSync(path, writes === step ? bytes.slice(0, bytes.length / 2) : bytes);
      if (writes === step) throw new Error("disk full");
    };
    try {
      addRelease(data, tinyFrozen("2026.11.2", 0.5), failing);
    } catch (error) {
      expect((error as Error).message).toBe("disk full");
      expect(snapshot(), `step ${step}`).toEqual(before);
      continue;
    }
    expect(step).toBeGreaterThan(8);
    expect(releases(data).map(({ version }) => version)).toEqual(["2026.11.1", "2026.11.2"]);
    return;
  }
});

test("a process that is killed at a write leaves no half release, and the next one is whole", () => {
  addRelease(data, tinyFrozen("2026.11.1"));
  const before = snapshot();
  for (const step of [1, 4, 9]) {
    const program = `
      import { writeFileSync } from "node:fs";
      import { addRelease, tinyFrozen } from ${JSON.stringify(join(import.meta.dirname, "tiny-release.ts"))};
      let writes = 0;
      addRelease(${JSON.stringify(data)}, tinyFrozen("2026.11.2", 0.5), (path, bytes) => {
        writeFileSync(path, bytes);
        if (++writes === ${step}) process.kill(process.pid, "SIGKILL");
      });`;
    const { signal, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program]);
    expect(signal, String(stderr)).toBe("SIGKILL");
    expect(snapshot()).toEqual(before);
  }
  expect(addRelease(data, tinyFrozen("2026.11.2", 0.5))).toHaveLength(2);
});
