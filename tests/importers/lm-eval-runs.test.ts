import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { cellOf, importFolder, summary } from "./import-folder.ts";
import { importInto, MAP, refusal } from "./import-into.ts";
import { scored, someItems } from "./write-lm-eval.ts";

const { at, write, study, left } = importFolder();

test("the same run twice counts once, and the summary says so", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  write("b", { date: "2024-12-01T00-00-00.000000", tasks: { arc_easy: someItems(1) } });
  const { skipped, cells } = summary(await importInto(at()));
  expect(cells).toBe(1);
  expect(skipped).toEqual([expect.stringMatching(/b\/samples_arc_easy.*: the same run as .*a\/samples_arc_easy/)]);
});

test("two runs with different results are refused, unless the map wants the latest", async () => {
  write("a", { tasks: { arc_easy: someItems(1) }, seconds: 1730000000 });
  write("b", { tasks: { arc_easy: someItems(2) }, seconds: 1740000000 });
  expect(await refusal(importInto(at()))).toMatch(/was measured already in .*with another result; .*repeats: latest/);
  expect(left()).toEqual([]);
  const { skipped } = summary(await importInto(at(), `${MAP}repeats: latest`));
  expect(skipped[0]).toMatch(/a\/samples.*: an older run than .*b\/samples/);
  const right = someItems(2).filter((item) => scored(item, false) === 1).length;
  expect(cellOf(await study(), "arc_easy").accuracy).toBe(right / 12);
});

test("repeats: latest keeps the newest run, also where only the older one has samples", async () => {
  write("a", { tasks: { arc_easy: someItems(1) }, seconds: 1730000001 });
  write("a", {
    date: "2024-12-24T00-26-40.500000",
    tasks: { arc_easy: someItems(2) },
    seconds: 1735000000.5,
    samples: false,
  });
  const { skipped } = summary(await importInto(at(), `${MAP}repeats: latest\nbenchmarks: {arc_easy: {chance: 0.25}}`));
  expect(skipped).toEqual([
    expect.stringMatching(/samples_arc_easy_2024-11.*: an older run than .*results_2024-12-24/),
  ]);
  const right = someItems(2).filter((item) => scored(item, false) === 1).length;
  expect(cellOf(await study(), "arc_easy")).toMatchObject({ accuracy: right / 12, confidence: null });
});

test("repeats: latest refuses two runs without a date", async () => {
  for (const [index, folder] of ["a", "b"].entries())
    write(folder, { shape: "2023", tasks: { arc_easy: someItems(index) } });
  expect(await refusal(importInto(at(), `${MAP}repeats: latest`))).toContain(
    "the two do not tell which is the newer run; expected a date in each run",
  );
});

test("a second run with the same accuracy and no samples has the same result, and the items stay", async () => {
  write("b", { tasks: { arc_easy: someItems(1) } });
  write("a", { tasks: { arc_easy: someItems(1) }, samples: false, seconds: 1740000000 });
  const { skipped, rows } = summary(await importInto(at()));
  expect(skipped).toEqual([expect.stringMatching(/a\/results_.*: the same result as .*b\/samples_arc_easy/)]);
  expect(rows).toBe(12);
});

test("two runs in one folder are told apart by the date in the names of their files", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  write("a", {
    model: "lab/code-150M-seed1-sft",
    date: "2024-12-01T00-00-00.000000",
    tasks: { arc_easy: someItems(2) },
  });
  await importInto(at());
  expect((await study()).cells.map(({ mixture, stage }) => `${mixture} ${stage}`)).toEqual([
    "web pretrain",
    "code sft",
  ]);
});

test("a benchmark whose items have another number of choices, or are other questions, is refused", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const fewer = someItems(2).map(({ texts, logs }) => ({ texts: texts.slice(0, 3), logs: logs.slice(0, 3), gold: 0 }));
  write("b", { model: "lab/code-150M-seed1-base", tasks: { arc_easy: fewer } });
  expect(await refusal(importInto(at()))).toMatch(
    /item 0 of arc_easy has 3 choices here, and 4 choices in .*samples_arc_easy/,
  );
  rmSync(at("logs/b"), { recursive: true });
  expect(await refusal(importInto(at(), `${MAP}benchmarks: {arc_easy: {choices: 5}}`))).toContain(
    "arc_easy is said to have 5 choices, its items have 4",
  );
});

test("runs of one benchmark with another number of shots are refused, unless the map lets them in", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  write("b", { model: "lab/code-150M-seed1-base", shots: 5, tasks: { arc_easy: someItems(2) } });
  expect(await refusal(importInto(at()))).toMatch(
    /arc_easy was run with 5-shot, version 1 here, and with 0-shot, version 1 in .*a\/samples/,
  );
  expect(summary(await importInto(at(), `${MAP}settings: mixed`)).cells).toBe(2);
});

test("a run that is unlike the others is named once for each cause, also where it comes first", async () => {
  const names = ["books", "code", "web", "wiki"];
  for (const [index, name] of names.entries())
    write(name, { model: `lab/${name}-150M-seed1-base`, tasks: { arc_easy: someItems(index), piqa: someItems(9) } });
  const odd = someItems(2).map(({ texts, logs }) => ({ texts: texts.slice(0, 3), logs: logs.slice(0, 3), gold: 0 }));
  write("a-odd", { model: "lab/alpha-150M-seed1-base", shots: 5, tasks: { arc_easy: odd, piqa: someItems(9) } });
  const message = await refusal(importInto(at()));
  expect(message.split("\n")).toEqual([
    expect.stringMatching(
      /a-odd\/samples_arc.*arc_easy was run with 5-shot, .* here, and with 0-shot, .* in .*books.* and 3 more files/,
    ),
    expect.stringMatching(
      /a-odd\/samples_arc.*item 0 of arc_easy has 3 choices here, and 4 choices in .*books.* and 3 more files; .*lab\/alpha-150M-seed1-base can be left out/,
    ),
    expect.stringMatching(/a-odd\/samples_piqa.*piqa was run with 5-shot/),
    "3 faults found; nothing was written.",
  ]);
});

test("a benchmark whose accuracy is another score for some models is refused, unless the map chooses one", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const results = { arc_easy: { "acc_norm,none": 0.5 } };
  write("b", {
    model: "lab/code-150M-seed1-base",
    tasks: { arc_easy: someItems(2) },
    samples: false,
    extra: { results },
  });
  expect(await refusal(importInto(at()))).toMatch(
    /b\/results.*the accuracy of arc_easy is acc_norm here, and acc in .*a\/samples.*; expected the same score/,
  );
  expect(summary(await importInto(at(), `${MAP}benchmarks: {arc_easy: {score: acc_norm, chance: 0.25}}`)).cells).toBe(
    2,
  );
});

test("models that match the same two patterns are one fault, with an example", async () => {
  for (const name of ["web", "code", "books"])
    write(name, { model: `lab/${name}-150M-seed1-base`, tasks: { arc_easy: someItems(1) } });
  const message = await refusal(importInto(at(), MAP.replace("values:", "    - '(?<mixture>[a-z]+)-150M'\nvalues:")));
  expect(message).toMatch(/the model lab\/\w+-150M-seed1-base and 2 more match two patterns, .*\n1 fault found/);
});

test("a model that matches two patterns is refused with both; so is one that matches none", async () => {
  write("a", { tasks: { arc_easy: someItems(1) } });
  const two = MAP.replace("values:", "    - '(?<mixture>web)'\nvalues:");
  expect(await refusal(importInto(at(), two))).toMatch(
    /the model lab\/web-150M-seed1-base matches two patterns, .* and \(\?<mixture>web\)/,
  );
  expect(await refusal(importInto(at(), "models: {patterns: ['^other']}"))).toContain(
    "the model lab/web-150M-seed1-base has no mixture, no scale, no stage",
  );
  expect(left()).toEqual([]);
});
