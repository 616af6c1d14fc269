import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FaultError } from "../../src/faults.ts";
import { assertPageSize } from "../../src/study/assert-page-size.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { write } from "../studies/write-study.ts";

const DESIGN = `id: malicious
title: A study from a stranger
version: 2026.11.1
stages: [{id: pretrain, label: Pretraining}]
scales: [{id: small, label: Small}]
mixtures: [{id: web, label: Web}]
categories: [{id: knowledge, label: Knowledge}]
benchmarks: [{id: trivia, label: Trivia, category: knowledge, chance: 0.25, choices: 4}]
`;
const RESULTS = "mixture,scale,seed,stage,benchmark,accuracy\nweb,small,1,pretrain,trivia,0.5\n";
const HEAD = "mixture,scale,seed,stage,benchmark,item,correct\n";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "malicious-"));
  write(directory, "study.yaml", DESIGN);
  write(directory, "results.csv", RESULTS);
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What the user is told: the faults. Anything but faults is a failure of the test, and so is no fault. */
async function told(): Promise<string> {
  const loaded = loadStudy(directory);
  const error = await loaded.then(() => null).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FaultError);
  return (error as FaultError).message;
}
/** What a terminal or the log of CI would take for more than text. */
const COMMANDS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|^\s*::|##\[/mu;
const design = (from: string, to: string) => write(directory, "study.yaml", DESIGN.replace(from, to));

test("the study is harmless before anything is done to it", async () => {
  expect((await loadStudy(directory)).cells).toHaveLength(1);
});

describe("links", () => {
  test.each([
    ["the design", "study.yaml", "/etc/passwd"],
    ["the results", "results.csv", "/etc/passwd"],
    ["the questions, by dots", "questions.csv", "../../../../../../../../etc/passwd"],
    ["a file of the items", "items/a.csv", "/proc/self/environ"],
    ["a link to nowhere", "questions.csv", "nowhere.csv"],
  ])("%s", async (_, path, target) => {
    write(directory, path, "");
    rmSync(join(directory, path));
    symlinkSync(target, join(directory, path));
    expect(await told()).toContain("is a link that leads out of the study folder");
  });

  test("the folder of the items", async () => {
    symlinkSync("/etc", join(directory, "items"));
    expect(await told()).toContain("is a link that leads out of the study folder");
  });

  test("a pipe that nobody writes to is not waited for", async () => {
    rmSync(join(directory, "results.csv"));
    execFileSync("mkfifo", [join(directory, "results.csv")]);
    expect(await told()).toContain("is a device or a pipe");
  });
});

describe("what is small and unfolds", () => {
  test("gzip", async () => {
    write(directory, "items/a.csv.gz", gzipSync(Buffer.concat([Buffer.from(HEAD), Buffer.alloc(100_000_000, "\n")])));
    expect(await told()).toMatch(/\d+ bytes decompress to more than 64000000; expected a whole gzip file/);
  });

  test("aliases that unfold to aliases, in keys of their own", async () => {
    const levels = Array.from(
      { length: 12 },
      (_, k) => `k${k + 1}: &k${k + 1} [${Array(9).fill(`*k${k}`).join(", ")}]`,
    );
    design("title:", `k0: &k0 [x]\n${levels.join("\n")}\ntitle:`);
    expect(await told()).toContain("aliases (*) unfold to too much");
  });

  test("Parquet that declares more rows than it can have", async () => {
    const text = parquet();
    // the count of rows of the file and of its row group: 3 as a zigzag varint after its field's header
    const bytes = Buffer.from(text);
    const footer = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
    const changed = withNumber(bytes, footer, 3, 2 ** 40);
    write(directory, "items/a.parquet", changed);
    expect(await told()).toMatch(/is not a readable Parquet file \(\d+ rows in \d+ bytes\)/);
  });

  test("a Parquet page whose number of nulls cannot be: its reader would never end", async () => {
    write(directory, "items/a.parquet", readFileSync(join(import.meta.dirname, "endless-page.parquet")));
    expect(await told()).toContain("a page of column confidence has a damaged header");
  });

  test("a Parquet page that says it is larger than it can be", () => {
    for (const [size, compressed] of [
      [1_900_000_000, 40],
      [600_000_000, 300_000_000],
      [-1, 40],
      [Number.NaN, 40],
    ] as const)
      expect(() => assertPageSize(size, compressed, "mixture")).toThrow(`takes ${compressed} bytes and says it has`);
    expect(() => assertPageSize(1_000_000, 40, "mixture")).not.toThrow();
    expect(() => assertPageSize(100_000_000, 8_000_000, "mixture")).not.toThrow();
  });
});

describe("what would run, or read as something else", () => {
  test.each([
    ["a tag of YAML", "title: A", "title: !!js/function A"],
    ["a tag that builds objects", "id: malicious", 'id: !!python/object/apply:os.system ["true"]'],
    ["a merge of a prototype", "title: A", "__proto__: {polluted: true}\ntitle: A"],
    ["a constructor as a key", "title: A", "constructor: {prototype: {polluted: true}}\ntitle: A"],
    ["an address that is a program", "title: A", "url: 'javascript:alert(1)'\ntitle: A"],
    ["an address of a file", "title: A", "url: file:///etc/passwd\ntitle: A"],
    ["an ORCID that is an address", "title: A", "authors: [{name: A, orcid: 'javascript:alert(1)'}]\ntitle: A"],
    ["a zero byte in a label", "label: Web", 'label: "W\\0eb"'],
    ["a label that turns around", "label: Web", 'label: "W\\u202Eeb"'],
    ["a line break in a label", "label: Web", 'label: "W\\neb"'],
    ["an id that climbs", "id: web", "id: ../../web"],
    ["an id with a slash", "id: web", "id: /etc/web"],
    ["an id with a zero byte", "id: web", 'id: "web\\0"'],
  ])("%s", async (_, from, to) => {
    design(from, to);
    expect(await told()).toMatch(/study\.yaml:\d+:\d+ {2}/);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("hostile names of columns and values are only told, escaped by nobody, run by nobody", async () => {
    write(directory, "results.csv", `${RESULTS}__proto__,constructor,1,toString,hasOwnProperty,0.5\n`);
    expect(await told()).toMatch(/__proto__/);
  });
});

function parquet(): Uint8Array {
  const columns = { mixture: "web", scale: "small", stage: "pretrain", benchmark: "trivia" };
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        ...Object.entries(columns).map(([name, value]) => ({ name, data: [value, value, value] })),
        { name: "seed", data: [1, 1, 1] },
        { name: "item", data: ["a", "b", "c"] },
        { name: "correct", data: [1, 0, 1] },
      ],
    }),
  );
}

/** A zigzag varint, as Thrift writes whole numbers. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(Math.round(value)) * 2n;
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}

/** The file with every i64 of its footer that is `from` as `to`, and the footer's length mended. */
function withNumber(bytes: Buffer, footer: number, from: number, to: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = footer; at < bytes.length - 8; at++) {
    const isField = (bytes[at]! & 0x0f) === 6 && bytes[at]! >> 4 > 0; // header of an i64 field
    if (isField && bytes[at + 1] === 2 * from) {
      parts.push(bytes.subarray(at, at + 1), varint(to));
      at++;
    } else parts.push(bytes.subarray(at, at + 1));
  }
  const middle = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(middle.length);
  return Buffer.concat([bytes.subarray(0, footer), middle, length, Buffer.from("PAR1")]);
}

test.each([
  ['id: "\\e[31m\\n::warning::hello"', "\\u001b[31m\\n::warning::hello"],
  ['id: "##[add-mask]a"', "##\\u005badd-mask]a"],
  ['id: a\n"k\\e]0;x\\a\\u202e\\L::error::y": 1', "k\\u001b]0;x\\u0007\\u202e\\u2028::error::y"],
])("what stands in study.yaml is told as text on one line: %j", async (to, shown) => {
  design("id: malicious", to);
  const message = await told();
  expect(message).toContain(shown);
  expect(message.replaceAll("\n", " ")).not.toMatch(COMMANDS);
  for (const line of message.split("\n")) expect(line).not.toMatch(COMMANDS);
});

test("names of files are told as text", async () => {
  write(directory, "items/\u001b[2J\n::stop-commands::x.csv", `${HEAD}nobody,small,1,pretrain,trivia,a,1\n`);
  const message = await told();
  expect(message).toContain("\\u001b[2J\\n::stop-commands::x.csv");
  for (const line of message.split("\n")) expect(line).not.toMatch(COMMANDS);
});

test.each([
  ["brackets", `x: ${"[".repeat(1_000_000)}`, "9:103  brackets or lists nest too deeply"],
  ["groups", "? ".repeat(500_000), "brackets or lists nest too deeply"],
  ["keys", Array.from({ length: 100_000 }, (_, k) => `k${k}: 1`).join("\n"), "more than 1000 keys stand in one group"],
])("study.yaml of a megabyte of %s is refused soon", async (_, more, words) => {
  write(directory, "study.yaml", `${DESIGN}${more}\n`);
  const start = performance.now();
  expect(await told()).toContain(words);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("a header of 900 KB is refused soon", async () => {
  write(directory, "results.csv", RESULTS.replace("accuracy", `accuracy,${"x,".repeat(450_000)}y`));
  const start = performance.now();
  expect(await told()).toContain(
    "results.csv:1:1  the first line has 450007 columns; expected at most 1000, of mixture,",
  );
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("a long value is cut where it is told", async () => {
  design("id: web", `id: ${"a".repeat(50_000)}!`);
  expect((await told()).length).toBeLessThan(3_000);
});
