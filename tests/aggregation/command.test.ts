import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadStudy } from "../../src/study/load-study.ts";
import { inFolder } from "./aggregate-into.ts";

const SCRIPT = new URL("../../scripts/aggregate.ts", import.meta.url).pathname;
const CSV = `mixture,scale,seed,stage,benchmark,item,correct,confidence
web,140m,1,sft,quiz,1,1,0.75
web,140m,1,pretrain,quiz,1,0,0.5
code,40m,1,pretrain,quiz,1,1,1
`;

test("npm run aggregate writes tables and a draft of study.yaml, whose study is whole once it is saved", async () => {
  await inFolder(async (root) => {
    writeFileSync(join(root, "items.csv"), CSV);
    const out = join(root, "study");
    const { status, stderr } = spawnSync(
      process.execPath,
      [SCRIPT, join(root, "*.csv"), "--out", out, "--memory", "1GB", "--threads", "1"],
      { encoding: "utf8" },
    );
    expect(stderr).toMatch(/3 items of 1 table in 3 cells/);
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual([".aggregates", "aggregates", "results.csv", "study.draft.yaml"]);
    const draft = readFileSync(join(out, "study.draft.yaml"), "utf8");
    expect(draft).toContain("# A draft: look through it and save it as study.yaml.");
    expect(draft).toContain('chance: "?"');
    writeFileSync(join(out, "study.yaml"), draft);
    await expect(loadStudy(out)).rejects.toThrow(/chance/);
    writeFileSync(join(out, "study.yaml"), draft.replace('chance: "?"', "chance: 0.25"));
    const { design, cells } = await loadStudy(out);
    expect(design.stages.map(({ id }) => id)).toEqual(["pretrain", "sft"]);
    expect(design.scales.map(({ id }) => id)).toEqual(["40m", "140m"]);
    expect(cells.map(({ accuracy, confidence, n }) => [accuracy, confidence, n])).toEqual([
      [1, 1, 1],
      [0, 0.5, 1],
      [1, 0.75, 1],
    ]);
  });
});

test("Ctrl-C ends with one message; what is spilled to the disk is gone, and no table is there", async () => {
  await inFolder(async (root) => {
    const temporary = join(root, "temporary");
    mkdirSync(temporary);
    const row = (_: unknown, item: number) => `web,140m,1,sft,quiz,${item},1,0.${500_000 + ((item * 7919) % 99_991)}`;
    writeFileSync(
      join(root, "items.csv"),
      `${[CSV.split("\n")[0], ...Array.from({ length: 300_000 }, row)].join("\n")}\n`,
    );
    const out = join(root, "study");
    const child = spawn(process.execPath, [SCRIPT, join(root, "items.csv"), "--out", out], {
      env: { ...process.env, TMPDIR: temporary },
    });
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += String(text);
    });
    while (child.exitCode === null && readdirSync(temporary).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGINT");
    const [status] = await once(child, "close");
    expect(stderr.trim()).toBe(`stopped by SIGINT; ${out} is as it was, and files that were done are not read again`);
    expect(status).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(join(out, "results.csv"))).toBe(false);
  });
});
