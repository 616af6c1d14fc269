import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FaultError } from "../../src/faults.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { write } from "../studies/write-study.ts";

const DESIGN = `id: broken
title: A study with faults
version: 2026.11.1
stages:
  - {id: pretrain, label: Pretraining}
  - {id: sft, label: Fine-tuned}
scales:
  - {id: small, label: Small}
mixtures:
  - {id: web, label: Web}
  - {id: wiki-heavy, label: Wiki}
categories:
  - {id: knowledge, label: Knowledge}
benchmarks:
  - {id: trivia, label: Trivia, category: knowledge, chance: 0.25, choices: 4}
  - {id: essay, label: Essay, category: knowledge, chance: 0}
`;
const RESULTS = `mixture,scale,seed,stage,benchmark,accuracy,n,confidence
web,small,1,pretrain,trivia,0.5,4,0.6
wiki-heavy,small,1,pretrain,trivia,0.75,4,0.7
`;
const ITEMS = `mixture,scale,seed,stage,benchmark,item,correct,confidence,correct_prob,picked
web,small,1,pretrain,trivia,1,1,0.6,0.6,0
web,small,1,pretrain,trivia,2,0,0.5,0.2,3
`;
const LOGPROBS = `mixture,scale,seed,stage,benchmark,item,correct,confidence,picked,logprobs
web,small,1,pretrain,trivia,1,1,0.6,0,-0.5108 -1.6094 -2.3026 -2.3026
`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "broken-"));
  write(directory, "study.yaml", DESIGN);
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What the user is told, with the folder's name taken out. */
async function told(): Promise<string> {
  try {
    await loadStudy(directory);
  } catch (error) {
    if (error instanceof FaultError) return error.message.replaceAll(`${directory}/`, "").replaceAll(directory, "DIR");
    throw error;
  }
  return "nothing";
}
const results = (text: string) => write(directory, "results.csv", text);
const row = (text: string) => results(`${RESULTS}${text}\n`);
const items = (text: string) => write(directory, "items/a.csv", text);
const itemRow = (text: string) => items(`${ITEMS}${text}\n`);
const logprobRow = (answer: string, logprobs: string) =>
  items(`${LOGPROBS}web,small,1,pretrain,trivia,2,1,${answer},${logprobs}\n`);
const design = (from: string, to: string) => {
  expect(DESIGN).toContain(from);
  write(directory, "study.yaml", DESIGN.replace(from, to));
  results(RESULTS);
};

test("the study itself has no faults", async () => {
  results(RESULTS);
  expect(await told()).toBe("nothing");
  rmSync(join(directory, "results.csv"));
  items(ITEMS);
  expect(await told()).toBe("nothing");
  items(LOGPROBS);
  expect(await told()).toBe("nothing");
});

describe("study.yaml", () => {
  const cases: Record<string, () => void> = {
    "is missing": () => rmSync(join(directory, "study.yaml")),
    "is a directory": () => {
      rmSync(join(directory, "study.yaml"));
      mkdirSync(join(directory, "study.yaml"));
    },
    "is empty": () => write(directory, "study.yaml", ""),
    "is only a comment": () => write(directory, "study.yaml", "# nothing\n"),
    "has an unclosed bracket": () => design("label: Pretraining}", "label: Pretraining"),
    "has a tab in its indentation": () => design("  - {id: sft", "\t- {id: sft"),
    "has a key twice": () => design("title: A study", "id: again\ntitle: A study"),
    "has an unknown key": () => design("title: A study with faults", "titel: A study with faults"),
    "has an unknown key inside": () => design("chance: 0.25", "chanse: 0.25"),
    "has a version that YAML reads as a number": () => design("2026.11.1", "2026.11"),
    "has a version of another kind": () => design("2026.11.1", "v1"),
    "has a label that is a number": () => design("label: Web", "label: 40"),
    "has an id twice": () => design("id: wiki-heavy", "id: web"),
    "has a reserved id": () => design("id: small", "id: all"),
    "has an id with capitals": () => design("id: sft", "id: SFT"),
    "has an unknown category": () => design("category: knowledge, chance: 0}", "category: knowlege, chance: 0}"),
    "has a chance above 1": () => design("chance: 0.25", "chance: 25"),
    "has no stages": () =>
      design("stages:\n  - {id: pretrain, label: Pretraining}\n  - {id: sft, label: Fine-tuned}", "stages: []"),
    "has stages out of order": () =>
      design(
        "  - {id: pretrain, label: Pretraining}\n  - {id: sft, label: Fine-tuned}",
        "  - {id: sft, label: Fine-tuned}\n  - {id: pretrain, label: Pretraining}",
      ),
    "has scales out of order": () =>
      design(
        "  - {id: small, label: Small}",
        "  - {id: big, label: Big, parameters: 2000}\n  - {id: small, label: Small, parameters: 1000}",
      ),
    "has a misspelt unit": () => design("mixtures:", "unit: {id: recipe, lable: Recipe}\nmixtures:"),
    "has too many mixtures": () =>
      design(
        "mixtures:",
        `mixtures:\n${Array.from({ length: 1800 }, (_, m) => `  - {id: m${m}, label: M}`).join("\n")}`,
      ),
    "has a unit that is a unit already": () => design("mixtures:", "unit: {id: seed, label: Seed <b>}\nmixtures:"),
    "has a covariate that is no number": () => design("label: Web}", "label: Web, covariates: {code_share: much}}"),
    "has a covariate that is not declared": () =>
      design(
        "mixtures:\n  - {id: web, label: Web}",
        "covariates:\n  - {id: code_share, label: Share of code}\nmixtures:\n  - {id: web, label: Web, covariates: {code_shaer: 0.3}}",
      ),
    "has steps that do not grow": () =>
      design("label: Pretraining}", "label: Pretraining, step: 4000}\n  - {id: late, label: Late, step: 4000}"),
    "has a tag": () => design("title: A study", "title: !!js/function A study"),
    "has an alias of nothing": () => design("title: A study", "title: *nothing # A study"),
    "is nested without end": () => write(directory, "study.yaml", `a: ${"[".repeat(100_000)}`),
    "has a key without a value": () => design("label: Web", "label:"),
    "unfolds aliases without end": () =>
      design(
        "title: A study with faults",
        `title: A study with faults\na: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]`,
      ),
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    cases[name]!();
    expect(await told()).toMatchSnapshot();
  });
});

describe("results.csv", () => {
  const cases: Record<string, () => void> = {
    "is empty": () => results(""),
    "is only empty lines": () => results("\n\n"),
    "is a directory": () => mkdirSync(join(directory, "results.csv")),
    "has no header": () => results("web,small,1,pretrain,trivia,0.5,4,0.6\n"),
    "has a header alone: no data": () => results("mixture,scale,seed,stage,benchmark,accuracy\n"),
    "lacks columns": () => results("mixture,scale,stage,accuracy\n"),
    "has an unknown column": () => results(RESULTS.replace("confidence", "confidense")),
    "has a column twice": () => results("mixture,scale,seed,stage,benchmark,accuracy,accuracy\n"),
    "has a mixture misspelt": () => row("wiki-hevy,small,2,pretrain,trivia,0.5,4,0.6"),
    "has an unknown stage and benchmark": () => row("web,small,2,dpo,chess,0.5,4,0.6"),
    "has a row twice": () => row("web,small,1,pretrain,trivia,0.5,4,0.6"),
    "has percentages": () => row("web,small,2,pretrain,trivia,87.5,4,0.6"),
    "has a negative share": () => row("web,small,2,pretrain,trivia,-0.25,4,0.6"),
    "has NaN": () => row("web,small,2,pretrain,trivia,NaN,4,nan"),
    "has an empty accuracy": () => row("web,small,2,pretrain,trivia,,4,0.6"),
    "has a decimal comma": () => row('web,small,2,pretrain,trivia,"0,5",4,0.6'),
    "has a hexadecimal number": () => row("web,small,2,pretrain,trivia,0x1,4,0.6"),
    "has a seed that is no integer": () => row("web,small,1.5,pretrain,trivia,0.5,4,0.6"),
    "has an n of 0": () => row("web,small,2,pretrain,trivia,0.5,0,0.6"),
    "has an accuracy that is no share of n": () => row("web,small,2,pretrain,trivia,0.55,4,0.6"),
    "has a confidence below 1/choices": () => row("web,small,2,pretrain,trivia,0.5,4,0.2"),
    "has a row that is too short": () => row("web,small,2,pretrain,trivia,0.5"),
    "has a row that is too long": () => row("web,small,2,pretrain,trivia,0,5,4,0.6"),
    "has a quotation mark that never closes": () => row('web,small,2,"pretrain,trivia,0.5,4,0.6\n'),
    "has a quotation mark inside a field": () => row('web,small,2,pre"train",trivia,0.5,4,0.6'),
    "has line breaks inside quotes before the fault": () =>
      results(
        'accuracy,mixture,scale,seed,stage,benchmark\n0.5,"web\n\nweb",small,1,pretrain,trivia\n9,"web",small,1,pretrain,trivia\n',
      ),
    "is not UTF-8": () =>
      write(directory, "results.csv", Buffer.concat([Buffer.from(RESULTS), Buffer.from([0x77, 0x65, 0xe9, 0x62, 10])])),
    "has a fault after wide characters": () => row('"wéb 😀",small,x,pretrain,trivia,0.5,4,0.6'),
    "is one endless line": () => write(directory, "results.csv", Buffer.alloc(100_000_000, "a")),
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    cases[name]!();
    expect(await told()).toMatchSnapshot();
  });
});

describe("items", () => {
  const cases: Record<string, () => void> = {
    "and results are both missing": () => {},
    "have an item twice": () => itemRow("web,small,1,pretrain,trivia,1,1,0.6,0.6,0"),
    "have an item twice, in two files": () => {
      items(ITEMS);
      write(directory, "items/b.csv.gz", gzipSync(ITEMS));
    },
    "have no item id": () => itemRow("web,small,1,pretrain,trivia,,1,0.6,0.6,0"),
    "have a correct of 2": () => itemRow("web,small,1,pretrain,trivia,3,2,0.6,0.6,0"),
    "have a confidence in percent": () => itemRow("web,small,1,pretrain,trivia,3,1,60,60,0"),
    "have log-probabilities": () => itemRow("web,small,1,pretrain,trivia,3,1,-0.5,-0.5,0"),
    "have a confidence below 1/choices": () => itemRow("web,small,1,pretrain,trivia,3,1,0.24,0.24,0"),
    "have a picked that is no choice": () => itemRow("web,small,1,pretrain,trivia,3,1,0.6,0.6,4"),
    "have a right answer whose probabilities differ": () => itemRow("web,small,1,pretrain,trivia,3,1,0.6,0.3,0"),
    "have a wrong answer less probable than the right one": () => itemRow("web,small,1,pretrain,trivia,3,0,0.3,0.6,0"),
    "have a confidence in some rows only": () => itemRow("web,small,1,pretrain,trivia,3,1,,,0"),
    "have log-probabilities of another count": () => logprobRow("0.6,0", "-0.6 -1.5 -2"),
    "have log-probabilities that are not finite": () => logprobRow("0.6,0", "-0.6 -inf -2 nan"),
    "have probabilities as log-probabilities": () => logprobRow("0.6,0", "0.6 0.2 0.1 0.1"),
    "have log-probabilities with commas": () => logprobRow("0.6,0", '"-0.6,-1.5,-2,-3"'),
    "have log-probabilities that do not make the pick": () => logprobRow("0.6,3", "-0.51 -1.6 -2.3 -2.3"),
    "have log-probabilities of other scores": () => logprobRow("0.6,0", "-5.1 -8.2 -8.5 -9"),
    "have log-probabilities in some rows only": () => logprobRow("0.6,0", ""),
    "have log-probabilities without choices": () =>
      items(`${LOGPROBS}web,small,1,pretrain,essay,1,1,0.6,0,-0.51 -1.6 -2.3 -2.3\n`),
    "have many faults in log-probabilities": () =>
      items(
        `${LOGPROBS}web,small,1,pretrain,trivia,3,2,0.6,0,-1\nweb,small,1,pretrain,trivia,4,1,1.6,0,1 1 1 1\nweb,tiny,1,pretrain,trivia,5,1,0.6,0,-1\n`,
      ),
    "have unknown ids": () => itemRow("webb,tiny,one,post,trivias,3,1,0.6,0.6,0"),
    "contradict results": () => {
      items(ITEMS);
      results(`${RESULTS.split("\n", 1)[0]}\nweb,small,1,pretrain,trivia,0.75,4,0.7\n`);
    },
    "are a file": () => write(directory, "items", ITEMS),
    "are in a directory named like a file": () => mkdirSync(join(directory, "items/a.parquet"), { recursive: true }),
    "are of another kind": () => write(directory, "items/a.jsonl", "{}\n"),
    "are a truncated gzip": () => write(directory, "items/a.csv.gz", gzipSync(ITEMS.repeat(50)).subarray(0, 60)),
    "are not gzip": () => write(directory, "items/a.csv.gz", ITEMS),
    "are not Parquet": () => write(directory, "items/a.parquet", ITEMS),
    "are a truncated Parquet file": () => write(directory, "items/a.parquet", parquet().subarray(0, 300)),
    "are Parquet with damaged pages": () => write(directory, "items/a.parquet", parquet().fill(0xff, 4, 200)),
    "are Parquet with faults in rows": () =>
      write(directory, "items/a.parquet", parquet({ confidence: [0.6, 1.5, Number.NaN] })),
    "are Parquet without a column": () =>
      write(directory, "items/a.parquet", parquet({ item: undefined, accuracy: [1, 0, 1] })),
    "lead out of the folder by a link": () => {
      write(directory, "items/readme.md", "");
      symlinkSync("/etc/hostname", join(directory, "items/a.csv"));
    },
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    cases[name]!();
    expect(await told()).toMatchSnapshot();
  });
});

describe("questions.csv", () => {
  const cases: Record<string, string> = {
    "names an unknown benchmark": "benchmark,item,question\ntrivai,1,Who?\n",
    "has an item twice": 'benchmark,item,question\ntrivia,1,"Who,\nwhen?"\ntrivia,1,Who?\n',
    "has too few choices": "benchmark,item,choices\ntrivia,1,a|b\n",
    "has an answer that is no choice": "benchmark,item,choices,answer\ntrivia,1,a|b|c|d,4\n",
    "has an answer in letters": "benchmark,item,choices,answer\ntrivia,1,a|b|c|d,B\n",
    "has other item ids": "benchmark,item,question\ntrivia,q1,Who?\ntrivia,q2,Who?\n",
    "has answers that contradict the picks": "benchmark,item,choices,answer\ntrivia,1,a|b|c|d,2\ntrivia,2,a|b|c|d,3\n",
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    items(ITEMS);
    write(directory, "questions.csv", cases[name]!);
    expect(await told()).toMatchSnapshot();
  });
});

test("faults of all files are told at once, fifty of them", async () => {
  design("id: sft", "id: SFT");
  results(`${RESULTS}${"web,small,x,sft,trivia,2,0,0\n".repeat(30)}`);
  items(`${ITEMS}a,b,c,d,e,f,g,h,i,j\n`);
  const lines = (await told()).split("\n");
  expect(lines.length).toBe(52);
  expect(lines[0]).toMatch(/^items\/a\.csv:4:1 {2}unknown mixture "a"/);
  expect(lines.at(-2)).toMatch(/^… and \d+ more faults\.$/);
  expect(lines.join("\n")).toContain("results.csv:4:11  seed is x");
});

test("a million faults do not fill the memory", async () => {
  results(`${RESULTS}${"web,small,x,sft,trivia,2,0,0\n".repeat(5000)}`);
  const message = await told();
  expect(message).toContain("DIR  more than 10,000 faults; expected fewer. Reading stopped there");
  expect(message).toContain("10001 faults found");
});

test("a folder that is not there", async () => {
  rmSync(directory, { recursive: true });
  const message = await told();
  mkdirSync(directory);
  expect(message).toMatchInlineSnapshot(`
    "DIR  there is no folder here; expected a study folder with study.yaml in it. Check the path; \`npm run new -- DIR\` makes a fresh study folder.
    1 fault found; nothing was written."
  `);
});

/** Three rows; a column can be replaced or, by undefined, left out. */
function parquet(columns: Record<string, readonly (string | number)[] | undefined> = {}): Uint8Array {
  const data: Record<string, readonly (string | number)[] | undefined> = {
    mixture: ["web", "web", "web"],
    scale: ["small", "small", "small"],
    seed: [1, 1, 1],
    stage: ["sft", "sft", "sft"],
    benchmark: ["trivia", "trivia", "trivia"],
    item: [1, 2, 3],
    correct: [1, 0, 1],
    confidence: [0.6, 0.5, 0.7],
    ...columns,
  };
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: Object.entries(data).flatMap(([name, values]) => {
        if (values === undefined) return [];
        const type = typeof values[0] === "string" ? "STRING" : name === "confidence" ? "FLOAT" : "INT32";
        return [{ name, data: [...values], type: type as "STRING" | "FLOAT" | "INT32" }];
      }),
    }),
  );
}
