import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aggregateInto, inFolder, someDuckdb } from "./aggregate-into.ts";

const rows = (mixture: string, seed: number, right: number) =>
  `mixture,scale,seed,stage,benchmark,item,correct,confidence\n${Array.from(
    { length: 40 },
    (_, item) => `${mixture},1b,${seed},pretrain,quiz,${item},${item < right ? 1 : 0},0.${50 + item}`,
  ).join("\n")}\n`;
const heavy = (asked: readonly string[], name: string) => asked.filter((sql) => sql.includes(name));

test("results are kept by the hash of their file: what is new is read, what is damaged is noticed and made again", async () => {
  await inFolder(async (root) => {
    const [engine, out] = [await someDuckdb(root), join(root, "study")];
    const files = [
      ["a.csv", rows("web", 1, 20)],
      ["b.csv", rows("web", 2, 25)],
      ["c.csv", rows("code", 1, 10)],
    ] as const;
    for (const [name, text] of files) writeFileSync(join(root, name), text);
    const paths = files.map(([name]) => join(root, name));
    const first = await aggregateInto(engine, paths, out);
    expect(first.summary.counts).toEqual({ kept: 0, made: 4, damaged: 0 }); // three files, and one level of two seeds

    engine.asked.length = 0;
    const again = await aggregateInto(engine, paths, out);
    expect(again.texts).toEqual(first.texts);
    expect(again.summary.counts).toEqual({ kept: 4, made: 0, damaged: 0 });
    expect(engine.asked).toEqual([]);

    const added = join(root, "d.csv");
    writeFileSync(added, rows("logic", 1, 30));
    const more = await aggregateInto(engine, [...paths, added], out);
    expect(more.summary.counts).toEqual({ kept: 4, made: 1, damaged: 0 });
    expect(heavy(engine.asked, added).length).toBe(engine.asked.length);
    expect(more.summary.cells).toBe(4);

    writeFileSync(paths[2]!, rows("code", 1, 11)); // another content under the same name
    const changed = await aggregateInto(engine, [...paths, added], out);
    expect(changed.summary.counts).toEqual({ kept: 4, made: 1, damaged: 0 });
    expect(changed.texts).not.toEqual(more.texts);

    const kept = join(out, ".aggregates");
    for (const name of readdirSync(kept).filter((each) => each !== ".gitignore")) {
      const text = readFileSync(join(kept, name), "utf8");
      writeFileSync(join(kept, name), text.replace('"right":', '"wrong":'));
    }
    const mended = await aggregateInto(engine, [...paths, added], out);
    expect(mended.summary.counts).toEqual({ kept: 1, made: 0, damaged: 4 }); // the level has no such word
    expect(mended.texts).toEqual(changed.texts);
    for (const cut of ["", "x", readFileSync(join(kept, readdirSync(kept)[1]!), "utf8").slice(0, 80)]) {
      for (const name of readdirSync(kept)) writeFileSync(join(kept, name), cut);
      expect((await aggregateInto(engine, [...paths, added], out)).texts).toEqual(changed.texts);
    }
    await engine.close();
  });
});
