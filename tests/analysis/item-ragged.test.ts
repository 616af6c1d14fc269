import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { roundEstimate } from "../../src/analysis/round-estimate.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import type { Study } from "../../src/study/study.ts";
import { RAGGED } from "../studies/write-study.ts";
import { ITEM_PROTOCOLS, runProtocol } from "./item-protocols.ts";
import { syntheticStudy } from "./synthetic-study.ts";

function checkAll(study: Study): void {
  const estimates = Object.values(ITEM_PROTOCOLS).flatMap((protocol) => runProtocol(protocol, study).estimates);
  expect(new Set(estimates.map(({ id }) => id)).size).toBe(estimates.length);
  for (const each of estimates) {
    expect(() => roundEstimate(each), each.id).not.toThrow();
    expect(each.value === null, each.id).toBe(each.reason !== undefined);
    expect(each.interval === undefined, each.id).toBe(each.intervalReason !== undefined);
    expect(each.p === undefined, each.id).toBe(each.pReason !== undefined);
    if (each.interval) expect(each.interval.low, each.id).toBeLessThanOrEqual(each.interval.high);
    expect(each.from, each.id).toMatch(/^(metric|scale)=/);
  }
}

test.each(Object.keys(RAGGED))(
  "%s: every item-level estimate has a number or a reason",
  { timeout: 60_000 },
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), "items-"));
    try {
      RAGGED[name]!(folder);
      checkAll(await loadStudy(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test.each(
  Object.entries({
    "no confidence": { hasConfidence: false },
    "no items": { hasItems: false },
    "one seed": { seeds: [3] },
    "one stage": { stages: ["pretrain"] },
    "three stages": { stages: ["pretrain", "sft", "dpo"] },
    "one item": { items: 1 },
    "no item that both stages have": {
      hasItem: ({ stage }: { stage: string }, item: number) => (stage === "sft") === (item % 2 === 0),
    },
    "a seed that has no earlier stage": {
      isPresent: ({ stage, seed }: { stage: string; seed: number }) => stage === "sft" || seed === 1,
    },
    "a benchmark of one mixture": {
      isPresent: ({ benchmark, mixture }: { benchmark: string; mixture: string }) =>
        benchmark !== "c2-b1" || mixture === "m01",
    },
    "items that one seed lacks": {
      hasItem: ({ seed }: { seed: number }, item: number) => seed === 1 || item < 20,
    },
  }),
)("%s in memory: every item-level estimate has a number or a reason", (_, options) => {
  checkAll(syntheticStudy(options));
});

test("reasons name what is missing", () => {
  const reason = (options: object, id: string) => {
    const protocol = id.startsWith("recalibration") ? ITEM_PROTOCOLS.recalibration : ITEM_PROTOCOLS.itemTransitions;
    return runProtocol(protocol, syntheticStudy(options)).get(id).reason;
  };
  const map = "recalibration/s1/all/overall/all/before-to-after/nll";
  const kept = "item-transition/s1/all/overall/all/kept";
  expect(reason({ hasConfidence: false }, map)).toBe("no confidence");
  expect(reason({ hasItems: false }, map)).toBe("no item data");
  expect(reason({ stages: ["sft"] }, map)).toBe("one stage only");
  expect(reason({ itemsPerCluster: 60 }, map.replace("before", "after"))).toBe("fewer than 2 clusters");
  expect(reason({ hasItems: false }, kept)).toBe("no item data");
  expect(reason({ stages: ["sft"] }, kept)).toBe("one stage only");
  expect(reason({ hasConfidence: false }, kept)).toBeUndefined();
  expect(reason({ hasConfidence: false }, "item-confidence/s1/all/overall/all/spearman")).toBe("no confidence");
  expect(reason({ isPresent: ({ stage }: { stage: string }) => stage === "pretrain" }, kept)).toBe("missing stage");
});

test("the bundled study: a few cells recomputed by plain code", { timeout: 60_000 }, async () => {
  const study = await loadStudy(new URL("../../data", import.meta.url).pathname);
  const { get } = runProtocol(ITEM_PROTOCOLS.itemTransitions, study);
  for (const benchmark of ["geography", "taxonomy", "addition"]) {
    const shares = [1, 2, 3].map((seed) => {
      const at = (stage: string) => study.items.get(`${benchmark}/400k/${stage}/stem/${seed}`)!.correct;
      const [before, after] = [at("pretrain"), at("sft")];
      return before.reduce((total, y, i) => total + (y === 0 && after[i] === 1 ? 1 : 0), 0) / before.length;
    });
    const gained = get(`item-transition/400k/stem/benchmark/${benchmark}/gained`);
    expect(gained.value).toBeCloseTo((shares[0]! + shares[1]! + shares[2]!) / 3, 12);
    expect(gained.n).toBe(200);
  }
  const { get: component } = runProtocol(ITEM_PROTOCOLS.uncertainty, study);
  const ofMixtures = component("uncertainty/accuracy/400k/overall/all/mixtures").value!;
  const ofItems = component("uncertainty/accuracy/400k/overall/all/items").value!;
  expect(ofMixtures).toBeGreaterThan(ofItems);
  expect(ofItems).toBeGreaterThan(0);
});
