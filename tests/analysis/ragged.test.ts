import { describe, expect, test } from "vitest";
import { alignment } from "../../src/analysis/alignment.ts";
import { alignmentTransfer } from "../../src/analysis/alignment-transfer.ts";
import { bootstrapInterval } from "../../src/analysis/bootstrap-interval.ts";
import { calibrationTransfer } from "../../src/analysis/calibration-transfer.ts";
import { coherence } from "../../src/analysis/coherence.ts";
import { coherenceChange } from "../../src/analysis/coherence-change.ts";
import { crossBenchmark } from "../../src/analysis/cross-benchmark.ts";
import { levels } from "../../src/analysis/levels.ts";
import { persistenceDifference } from "../../src/analysis/persistence-difference.ts";
import { predictor } from "../../src/analysis/predictor.ts";
import type { ItemProtocol } from "../../src/analysis/protocol.ts";
import { rankPersistence } from "../../src/analysis/rank-persistence.ts";
import { reliability } from "../../src/analysis/reliability.ts";
import { scaleShift } from "../../src/analysis/scale-shift.ts";
import { scaleTransfer } from "../../src/analysis/scale-transfer.ts";
import { seedNotes } from "../../src/analysis/seed-notes.ts";
import { workspace } from "../../src/analysis/workspace.ts";
import type { Estimate, Note } from "../../src/estimates/estimate.ts";
import type { Cell, Study } from "../../src/study/study.ts";
import { type CellPlace, type SyntheticOptions, syntheticStudy } from "./synthetic-study.ts";

const PROTOCOLS: Record<string, ItemProtocol> = {
  levels,
  rankPersistence,
  persistenceDifference,
  reliability,
  predictor,
  crossBenchmark,
  coherence,
  coherenceChange,
  scaleShift,
  scaleTransfer,
  alignment,
  alignmentTransfer,
  calibrationTransfer,
};

function run(study: Study, ...protocols: readonly ItemProtocol[]) {
  const work = workspace(study);
  const results = protocols.flatMap((protocol): (Estimate | Note)[] => [...protocol(work)]);
  const estimates = new Map(results.flatMap((result) => ("id" in result ? [[result.id, result] as const] : [])));
  const notes = results.filter((result) => "protocol" in result);
  const get = (id: string) => {
    const estimate = estimates.get(id);
    if (!estimate) throw new Error(`no estimate ${id}`);
    return estimate;
  };
  return { estimates: [...estimates.values()], notes, get };
}

/** Accuracies alone, small and quick. */
const small = (options: SyntheticOptions) =>
  syntheticStudy({ hasItems: false, seeds: [1, 2], mixtures: 6, ...options });

function withoutConfidence(study: Study, isWithout: (place: CellPlace) => boolean): Study {
  const cells = study.cells.map((cell): Cell => (isWithout(cell) ? { ...cell, confidence: null } : cell));
  return { ...study, cells };
}

describe("coherence", () => {
  test("a benchmark that few mixtures have leaves; it does not take the mixtures of the others with it", () => {
    const isPresent = ({ benchmark, mixture }: CellPlace) => benchmark !== "c1-b4" || mixture === "m01";
    const study = small({ categories: [4], isPresent });
    const whole = small({ categories: [3] });
    const { get, notes } = run(study, coherence, coherenceChange);
    for (const id of ["coherence/accuracy/s1/sft/c1/mean-spearman", "coherence-change/accuracy/s1/c1/mean-spearman"]) {
      expect(get(id).n).toBe(6);
      expect(get(id).value).toBe(run(whole, coherence, coherenceChange).get(id).value);
      expect(notes.find((note) => note.about === id)?.message).toContain("c1-b4");
    }
  });

  test("a mixture with fewer than half of the benchmarks leaves first, with a note", () => {
    const isPresent = ({ benchmark, mixture }: CellPlace) => mixture !== "m02" || benchmark === "c1-b1";
    const { get, notes } = run(small({ categories: [3], isPresent }), coherence);
    const id = "coherence/accuracy/s1/sft/c1/mean-spearman";
    expect(get(id).n).toBe(5);
    expect(notes.find((note) => note.about === id)?.message).toContain("m02");
  });

  test("a stage without data is no complete benchmark, of no mixtures", () => {
    const { get } = run(small({ categories: [3], isPresent: ({ stage }) => stage === "pretrain" }), coherence);
    expect(get("coherence/accuracy/s1/sft/c1/mean-spearman")).toMatchObject({
      value: null,
      n: 0,
      reason: "no complete benchmark",
    });
  });
});

describe("confidence of some benchmarks only", () => {
  const study = withoutConfidence(small({ categories: [2, 1] }), ({ benchmark }) => benchmark === "c1-b1");

  test("what lacks it says so, and does not speak of a missing stage", () => {
    const { get } = run(
      study,
      levels,
      rankPersistence,
      reliability,
      predictor,
      crossBenchmark,
      alignment,
      persistenceDifference,
    );
    for (const id of [
      "level/confidence/s1/sft/m01/benchmark/c1-b1/mean",
      "rank-persistence/confidence/s1/benchmark/c1-b1/spearman",
      "rank-persistence/confidence/s1/benchmark/c1-b1/ceiling",
      "persistence-difference/accuracy-confidence/s1/benchmark/c1-b1/spearman",
      "reliability/confidence/s1/sft/c1-b1/icc",
      "predictor/confidence/s1/c1-b1/self/spearman",
      "predictor/confidence/s1/c1-b1/overall/spearman",
      "cross-benchmark/confidence/s1/c1-b1/c2-b1/spearman",
      "alignment/s1/sft/benchmark/c1-b1/spearman",
      "alignment-change/s1/benchmark/c1-b1/spearman",
    ])
      expect([id, get(id).value, get(id).reason]).toEqual([id, null, "no confidence"]);
    expect(get("rank-persistence/confidence/s1/benchmark/c2-b1/spearman").value).not.toBeNull();
  });

  test("a category without any says so too", () => {
    const { get } = run(
      withoutConfidence(small({ categories: [2, 3] }), ({ benchmark }) => benchmark.startsWith("c1")),
      levels,
      rankPersistence,
      predictor,
      coherence,
      alignment,
    );
    for (const id of [
      "level/confidence/s1/sft/m01/category/c1/mean",
      "rank-persistence/confidence/s1/category/c1/spearman",
      "rank-persistence/confidence/s1/category/c1/mean-spearman",
      "predictor/confidence/s1/c1-b1/category/spearman",
      "coherence/confidence/s1/sft/c1/mean-spearman",
      "alignment/s1/sft/category/c1/spearman",
    ])
      expect([id, get(id).value, get(id).reason]).toEqual([id, null, "no confidence"]);
    expect(get("rank-persistence/confidence/s1/overall/all/spearman").value).not.toBeNull(); // c2 alone
  });
});

test("confidence of some seeds only: the gap is that of the models that have it", () => {
  const whole = small({ categories: [3], mixtures: 5, gap: ({ benchmark }) => 0.1 * Number(benchmark.at(-1)) });
  const isLate = ({ seed }: CellPlace) => seed === 2;
  const partial = withoutConfidence(whole, isLate);
  const one = { ...whole, cells: whole.cells.filter((cell) => !isLate(cell)) };
  const id = "calibration-transfer/s1/overall/all/pearson";
  expect(run(partial, calibrationTransfer).get(id).value).toBe(run(one, calibrationTransfer).get(id).value);
});

test("a change of alignment notes what its composites leave out", () => {
  const isPresent = ({ benchmark, stage }: CellPlace) => benchmark !== "c1-b2" || stage === "pretrain";
  const { notes } = run(small({ categories: [3], isPresent }), alignment);
  const about = (note: Note) => note.about.includes("pretrain") && note.about.includes("sft");
  expect(notes.filter((note) => about(note) && note.message.includes("c1-b2")).length).toBeGreaterThan(0);
});

describe("notes on seeds", () => {
  const notesOf = (study: Study) => [...seedNotes(workspace(study))];

  test("seeds that differ on one benchmark only are noted", () => {
    const isPresent = ({ benchmark, stage, seed, mixture }: CellPlace) =>
      !(benchmark === "c1-b1" && stage === "sft" && seed === 2 && mixture === "m03");
    expect(notesOf(small({ isPresent })).map(({ message }) => message)).toEqual([expect.stringContaining("m03")]);
  });

  test("seeds that differ in confidence only are noted", () => {
    const study = withoutConfidence(small({}), ({ seed, stage, mixture }) =>
      Boolean(seed === 1 && stage === "sft" && mixture === "m02"),
    );
    expect(notesOf(study).map(({ message }) => message)).toEqual([expect.stringContaining("m02")]);
  });

  test("equal seeds give no note, nor does a benchmark that one stage lacks altogether", () => {
    expect(notesOf(small({}))).toEqual([]);
    const isPresent = ({ benchmark, stage }: CellPlace) => benchmark !== "c1-b1" || stage === "pretrain";
    expect(notesOf(small({ isPresent }))).toEqual([]);
  });
});

test("the interval of a composite level is about the level, though seeds differ in their benchmarks", () => {
  const isPresent = ({ benchmark, seed, stage }: CellPlace) =>
    !(benchmark === "c1-b2" && seed === 3 && stage === "sft");
  const study = small({ categories: [2], seeds: [1, 2, 3], isPresent });
  for (const { value, interval } of run(study, levels).estimates)
    if (value !== null && interval) {
      expect(interval.low).toBeLessThanOrEqual(value);
      expect(interval.high).toBeGreaterThanOrEqual(value);
    }
  const { interval, value } = run(study, levels).get("level/accuracy/s1/sft/m01/category/c1/mean");
  expect((interval!.low + interval!.high) / 2).toBeCloseTo(value!, 9);
});

test("a composite without a benchmark that all its seeds have keeps its level, and says why it has no interval", () => {
  const isPresent = ({ benchmark, seed }: CellPlace) => (benchmark === "c1-b1") === (seed === 1);
  const { get } = run(small({ categories: [2], isPresent }), levels);
  expect(get("level/accuracy/s1/sft/m01/category/c1/mean")).toMatchObject({
    value: expect.any(Number),
    n: 2,
    intervalReason: "no complete benchmark",
  });
});

test("a mixture that a stage lacks has no composite there because the stage is missing", () => {
  const { get } = run(small({ isPresent: ({ mixture, stage }) => mixture !== "m02" || stage === "pretrain" }), levels);
  expect(get("level/accuracy/s1/sft/m02/overall/all/mean").reason).toBe("missing stage");
});

test("many pairs: the approximate p of a perfect correlation is not 0", () => {
  const study = small({ categories: [46], mixtures: 3, seeds: [1], hasConfidence: false });
  const { estimates } = run(study, crossBenchmark);
  const tested = estimates.filter(({ p }) => p);
  expect(tested.length).toBeGreaterThan(1_000);
  expect(Math.min(...tested.map(({ p }) => p!.value))).toBeCloseTo(1 / 3, 12); // no order of 3 is rarer
});

test("accuracy only and one stage: every estimate about confidence says no confidence", () => {
  const study = small({ hasConfidence: false, stages: ["pretrain"], scales: 2 });
  for (const { id, reason } of run(study, ...Object.values(PROTOCOLS)).estimates)
    if (/confidence|alignment|calibration/.test(id)) expect([id, reason]).toEqual([id, "no confidence"]);
});

test("one scale: what compares scales says so", () => {
  const { notes, estimates } = run(small({}), scaleShift, scaleTransfer);
  expect(estimates).toEqual([]);
  expect(notes.map(({ protocol, message }) => [protocol, message])).toEqual([
    ["scale-shift", "one scale only"],
    ["scale-transfer", "one scale only"],
  ]);
});

test("what a predictor is from names its category", () => {
  const { get } = run(small({}), predictor);
  expect(get("predictor/accuracy/s1/c1-b1/category/spearman").from).toBe(
    "metric=accuracy cells=c1-b1@pretrain,category/c1@sft scale=s1 without=c1-b1",
  );
});

describe.each([1, 2, 3, 4, 5])("%i mixtures", (mixtures) => {
  const study = small({ mixtures, scales: 2, stages: ["pretrain", "sft", "dpo"] });
  const { estimates } = run(study, ...Object.values(PROTOCOLS));

  test("every estimate is whole", () => {
    for (const { id, value, reason, interval, intervalReason, p, pReason, n } of estimates) {
      expect([id, value === null]).toEqual([id, Boolean(reason)]);
      expect([id, Boolean(interval)]).toEqual([id, !intervalReason]);
      expect([id, Boolean(p)]).toEqual([id, !pReason]);
      expect([id, value === null || n > 0]).toEqual([id, true]);
      if (p) expect([id, p.value > 0 && p.value <= 1]).toEqual([id, true]);
    }
  });

  test("correlations need three mixtures, their intervals four, bootstrap intervals five", () => {
    for (const { id, value, interval, n, unit } of estimates) {
      if (!/^(rank-persistence|predictor|cross-benchmark|scale-|alignment\/|alignment-change|coherence)/.test(id))
        continue;
      expect(unit).toBe("mixture");
      if (/latent$|ceiling$/.test(id)) continue;
      if (n < 3) expect([id, value]).toEqual([id, null]);
      if (interval) expect(n).toBeGreaterThanOrEqual(/\/(pearson|spearman)$/.test(id) ? 4 : 5);
    }
  });

  test("fewer than five mixtures settle nothing", () => {
    for (const { verdict, value, id } of estimates)
      if (id.startsWith("predictor/") && mixtures < 5 && id.endsWith("/spearman") && value !== null)
        expect(verdict).toBe("inconclusive");
  });
});

test("mixtures in another order in the design and the cells change nothing", () => {
  const study = small({ scales: 2 });
  const turned: Study = {
    ...study,
    cells: study.cells.toReversed(),
    design: {
      ...study.design,
      mixtures: study.design.mixtures.toReversed(),
      benchmarks: study.design.benchmarks.toReversed(),
      categories: study.design.categories.toReversed(),
    },
  };
  const protocols = Object.values(PROTOCOLS);
  const sorted = (of: Study) => run(of, ...protocols).estimates.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(sorted(turned)).toEqual(sorted(study));
});

test("two mixtures of equal means and unequal seeds have no reliability", () => {
  const study = small({
    mixtures: 2,
    seeds: [1, 2, 3],
    isPresent: ({ mixture, seed }) => mixture === "m02" || seed < 3,
  });
  const values: Record<string, readonly number[]> = { m01: [0.5, 0.6], m02: [0.5, 0.55, 0.6] };
  const cells = study.cells.map((cell): Cell => ({ ...cell, accuracy: values[cell.mixture]![cell.seed - 1]! }));
  const { estimates } = run({ ...study, cells }, reliability);
  for (const { id, value, reason } of estimates)
    if (/accuracy.*\/icc$/.test(id)) expect([id, value, reason]).toEqual([id, null, "no variation"]);
});

test("one seed without items: Wilson on n for accuracy, nothing for confidence", () => {
  const study = small({ mixtures: 2, seeds: [4] });
  const cells = study.cells.map((cell): Cell => ({ ...cell, accuracy: 0.5, n: 100 }));
  const { get } = run({ ...study, cells }, levels);
  const { interval } = get("level/accuracy/s1/sft/m01/benchmark/c1-b1/mean");
  expect(interval?.method).toBe("Wilson on n; one seed, training noise not covered");
  expect(interval?.low).toBeCloseTo(0.4038, 4); // Wilson (1927), 50 of 100
  expect(interval?.high).toBeCloseTo(0.5962, 4);
  expect(get("level/confidence/s1/sft/m01/benchmark/c1-b1/mean").intervalReason).toBe("one seed");
});

test("the interval of a level ends where levels end: 0 and 1, and for a composite what guessing nothing and all gives", () => {
  const study = small({ categories: [2], mixtures: 2, seeds: [1, 2] });
  const spread = study.cells.map((cell): Cell => ({ ...cell, accuracy: cell.seed === 1 ? 0.1 : 0.9 }));
  for (const cells of [spread, spread.map((cell): Cell => ({ ...cell, n: 10 }))]) {
    const { get } = run({ ...study, cells }, levels);
    expect(get("level/accuracy/s1/sft/m01/benchmark/c1-b1/mean").interval).toMatchObject({ low: 0, high: 1 });
    const { low, high } = get("level/accuracy/s1/sft/m01/category/c1/mean").interval!;
    expect(low).toBeCloseTo(-1 / 3, 9); // (0 − 0.25)/(1 − 0.25)
    expect(high).toBe(1);
  }
});

test("a bootstrap interval that is a point is no interval", () => {
  const replicates = Float64Array.from({ length: 1_000 }, (_, r) => (r < 20 ? 0.1 : 0));
  expect(bootstrapInterval(replicates, null)).toEqual({ intervalReason: "no variation" });
  expect(
    bootstrapInterval(
      replicates.map((value, r) => (r < 60 ? r : value)),
      null,
    ),
  ).toHaveProperty("interval");
});
