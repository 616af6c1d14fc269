import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MAP } from "./import-into.ts";
import { someItems, writeLmEval } from "./write-lm-eval.ts";

const SCRIPT = new URL("../../scripts/import.ts", import.meta.url).pathname;
let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "import-"));
  writeFileSync(join(root, "map.yaml"), MAP);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const left = () => readdirSync(root).filter((name) => !["logs", "map.yaml"].includes(name));

test("a disk that is full ends with one message and nothing half-written", () => {
  const tasks = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`task_${index}`, someItems(index, 60)]));
  writeLmEval(join(root, "logs"), { tasks });
  // a limit on the size of files stands for a disk without room: both refuse the write with an error of the system
  const command = `ulimit -f 4; exec "$0" "$@"`;
  const args = [
    process.execPath,
    SCRIPT,
    "lm-eval",
    join(root, "logs"),
    "--map",
    join(root, "map.yaml"),
    "--out",
    join(root, "study"),
  ];
  const { status, stderr } = spawnSync("bash", ["-c", command, ...args], { encoding: "utf8" });
  expect(stderr.trim().split("\n").at(-1)).toMatch(/^import: E(FBIG|NOSPC): /);
  expect(status).toBe(1);
  expect(left()).toEqual([]);
});

test("Ctrl-C ends with one message and nothing half-written", async () => {
  mkdirSync(join(root, "logs"));
  const row = (_: unknown, item: number) => `lab/web-150M-seed1-base,piqa,${item}x${(item * 7919) % 99991},1`;
  const rows = ["model,benchmark,item,correct", ...Array.from({ length: 150_000 }, row)];
  writeFileSync(join(root, "logs/items.csv"), rows.join("\n"));
  writeFileSync(join(root, "map.yaml"), `${MAP}benchmarks: {piqa: {chance: 0.5}}`);
  const args = [SCRIPT, "table", join(root, "logs"), "--map", join(root, "map.yaml"), "--out", join(root, "study")];
  const child = spawn(process.execPath, args);
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += String(text);
  });
  await begun(child);
  child.kill("SIGINT");
  const status = await new Promise((resolve) => child.once("close", resolve));
  expect(stderr.trim()).toBe("stopped by SIGINT; nothing was written");
  expect(status).toBe(130);
  expect(left()).toEqual([]);
});

/** Waits until the temporary folder is there: from then on there is something to clean up. */
async function begun(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && !left().some((name) => name.startsWith(".study.import-"))) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
