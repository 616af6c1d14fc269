import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aggregateStudy } from "../../src/aggregation/aggregate-study.ts";
import { itemSources } from "../../src/aggregation/item-sources.ts";
import { trinoEngine } from "../../src/aggregation/trino-engine.ts";
import { parseImportMap } from "../../src/importers/import-map.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { aggregateInto, inFolder, someDuckdb } from "./aggregate-into.ts";
import { trinoStandIn } from "./trino-stand-in.ts";

const MAP = `
columns: {model: run, benchmark: suite, item: question, confidence: top_prob}
models:
  patterns: ['^lab/(?<mixture>[a-z ]+)-(?<scale>\\d+M)-s(?<seed>\\d)-(?<stage>base|tuned)$']
  skip: ['debug']
values:
  stage: {base: pretrain, tuned: sft}
stages: [{id: pretrain, label: Before}, {id: sft, label: After}]
benchmarks:
  The Quiz: {id: quiz, chance: 0.25, choices: 4}
  Arithmetic: {id: sums, label: Sums, chance: 0}
  leaderboard: {skip: true}
`;
const RIGHT = [1, 0, 1, 1, 0, 1, 0, 1];

/** The same answers in our words, and in those of a lab, with what its map skips. */
function tables(): { ours: string; theirs: string } {
  const ours = ["mixture,scale,seed,stage,benchmark,item,correct,confidence"];
  const theirs = ["run,suite,question,correct,top_prob,note"];
  for (const [mixture, id] of [
    ["web heavy", "web-heavy"],
    ["code", "code"],
  ] as const)
    for (const seed of [1, 2])
      for (const [stage, word] of [
        ["pretrain", "base"],
        ["sft", "tuned"],
      ] as const)
        for (const [benchmark, name] of [
          ["quiz", "The Quiz"],
          ["sums", "Arithmetic"],
        ] as const)
          for (const [item, right] of RIGHT.entries()) {
            const confidence = (0.3 + ((item * 7 + seed * 3 + mixture.length) % 60) / 100).toFixed(2);
            ours.push([id, "40m", seed, stage, benchmark, item, right, confidence].join(","));
            theirs.push([`lab/${mixture}-40M-s${seed}-${word}`, name, item, right, confidence, "x"].join(","));
          }
  theirs.push("lab/debug,The Quiz,1,1,0.5,x", "lab/code-40M-s1-base,leaderboard,1,1,0.5,x");
  return { ours: `${ours.join("\n")}\n`, theirs: `${theirs.join("\n")}\n` };
}

test("items under other names give the same tables, and with the map a whole study.yaml; on any engine", async () => {
  await inFolder(async (root) => {
    const { ours, theirs } = tables();
    writeFileSync(join(root, "ours.csv"), ours);
    writeFileSync(join(root, "theirs.csv"), theirs);
    const engine = await someDuckdb(root);
    const plain = await aggregateInto(engine, [join(root, "ours.csv")], join(root, "plain"));
    const map = { map: parseImportMap(MAP, "map.yaml"), file: "map.yaml" };
    const out = join(root, "mapped");
    const mapped = () =>
      itemSources([join(root, "theirs.csv")]).then((sources) => aggregateStudy({ engine, sources, map, out }));
    const { written, counts } = await mapped();
    expect(written).toEqual([...plain.summary.written.filter((name) => !name.includes("study")), "study.yaml"]);
    for (const name of written.filter((each) => each.endsWith(".csv")))
      expect(readFileSync(join(out, name), "utf8"), name).toBe(readFileSync(join(root, "plain", name), "utf8"));
    const { design, cells } = await loadStudy(out);
    expect(design.stages).toEqual([
      { id: "pretrain", label: "Before" },
      { id: "sft", label: "After" },
    ]);
    expect(design.benchmarks.map(({ id, label, chance, choices }) => [id, label, chance, choices])).toEqual([
      ["quiz", "The Quiz", 0.25, 4],
      ["sums", "Sums", 0, undefined],
    ]);
    expect(cells.length).toBe(16);
    expect(counts.made).toBeGreaterThan(0);
    expect((await mapped()).counts).toMatchObject({ made: 0, kept: counts.made });

    const server = await trinoStandIn([
      `CREATE TABLE items AS SELECT * FROM read_csv('${join(root, "theirs.csv")}', types = {'question': 'BIGINT', 'correct': 'INTEGER', 'top_prob': 'DOUBLE'})`,
    ]);
    const trino = trinoEngine({ server: server.address });
    const source = { shown: "items", kind: "table", sha256: null, bytes: null } as const;
    const elsewhere = join(root, "trino");
    mkdirSync(elsewhere);
    await aggregateStudy({ engine: trino, sources: [source], map, out: elsewhere });
    for (const name of written)
      expect(readFileSync(join(elsewhere, name), "utf8"), name).toBe(readFileSync(join(out, name), "utf8"));
    await server.close();
    await engine.close();
  });
});

test.each([
  [
    "a model that no pattern places",
    MAP.replace("base|tuned", "base"),
    /map\.yaml {2}the model lab\/[a-z ]+-40M-s\d-tuned has no mixture/,
  ],
  [
    "a benchmark that is not there",
    MAP.replace("  The Quiz: {id: quiz, chance: 0.25, choices: 4}\n", ""),
    /the benchmark The Quiz \(in .*theirs\.csv\) is not under benchmarks/,
  ],
  [
    "a column that is not there",
    MAP.replace("question", "asked"),
    /theirs\.csv {2}has no column asked, which the map says is the item/,
  ],
  ["no column of items", MAP.replace("item: question, ", ""), /theirs\.csv {2}.*no column/],
  ["no chance", MAP.replace(", label: Sums, chance: 0", ""), /the accuracy of Arithmetic by chance is not known/],
])("refused: %s", async (_, text, message) => {
  await inFolder(async (root) => {
    writeFileSync(join(root, "theirs.csv"), tables().theirs);
    const engine = await someDuckdb(root);
    const [sources, out] = [await itemSources([join(root, "theirs.csv")]), join(root, "study")];
    const map = { map: parseImportMap(text, "map.yaml"), file: "map.yaml" };
    await expect(aggregateStudy({ engine, sources, map, out })).rejects.toThrow(message);
    await engine.close();
  });
});
