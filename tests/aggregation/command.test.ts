import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
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
    writeFileSync(join(out, "study.yaml"), draft);
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
