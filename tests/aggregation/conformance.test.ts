import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aggregateStudy } from "../../src/aggregation/aggregate-study.ts";
import { itemSources } from "../../src/aggregation/item-sources.ts";
import { tableSources, trinoEngine } from "../../src/aggregation/trino-engine.ts";
import { auroc } from "../../src/statistics/auroc.ts";
import { type Bin, equalMassBins, equalWidthBins } from "../../src/statistics/calibration-bins.ts";
import { expectedCalibrationError } from "../../src/statistics/expected-calibration-error.ts";
import { overconfidence } from "../../src/statistics/overconfidence.ts";
import { sortItems } from "../../src/statistics/sorted-items.ts";
import { variance } from "../../src/statistics/variance.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { type CellItems, cellKey, type Study } from "../../src/study/study.ts";
import { someDuckdb } from "./aggregate-into.ts";
import { trinoStandIn } from "./trino-stand-in.ts";

const DATA = new URL("../../data", import.meta.url).pathname;
/** Two of the three seeds: as much as shows everything. */
const FILES = [1, 2].map((seed) => join(DATA, "items", `seed-${seed}.parquet`));

let study: Study;
let root = "";
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "conformance-"));
  study = await loadStudy(DATA);
  for (const name of ["duckdb", "trino"]) {
    mkdirSync(join(root, name));
    copyFileSync(join(DATA, "study.yaml"), join(root, name, "study.yaml"));
  }
  const duckdb = await someDuckdb(root);
  await aggregateStudy({ engine: duckdb, sources: await itemSources(FILES), out: join(root, "duckdb") });
  await duckdb.close();
  const list = FILES.map((file) => `'${file}'`).join(", ");
  const server = await trinoStandIn([`CREATE VIEW items AS SELECT * FROM read_parquet([${list}])`]);
  const trino = trinoEngine({ server: server.address });
  await aggregateStudy({ engine: trino, sources: tableSources(["items"]), out: join(root, "trino") });
  await server.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const shown = (value: number | null) => (value === null ? "" : String(Number(value.toPrecision(12)) + 0));
const keyOf = (row: Readonly<Record<string, string>>) =>
  [row.benchmark, row.scale, row.stage, row.mixture, row.seed].join("/");
const table = (name: string) =>
  parse(readFileSync(join(root, "duckdb", name)), { columns: true }) as Record<string, string>[];

describe("cells of the bundled study by DuckDB", () => {
  test("are, as a study of results, the cells that the items give in memory", async () => {
    const { cells } = await loadStudy(join(root, "duckdb"));
    expect(cells.length).toBe(2160);
    expect(cells).toEqual(study.cells.filter(({ seed }) => seed < 3));
  });

  test("have the bins of both kinds, number by number", () => {
    const found = Map.groupBy(table("aggregates/bins.csv"), keyOf);
    for (const [key, { confidence, correct }] of study.items) {
      if (key.endsWith("/3")) continue;
      const sorted = sortItems(confidence!, correct, 1e9);
      const rows = (kind: string, bins: readonly Bin[], place: (bin: Bin) => number) =>
        bins.map((bin) => [kind, String(place(bin)), String(bin.n), String(bin.correct), shown(bin.confidence)]);
      const own = found.get(key)!.map((row) => [row.kind, row.bin, row.n, row.correct, row.confidence]);
      const cutAfter = (start: number) => {
        let cut = 1;
        while (cut < 15 && Math.floor((cut * sorted.n) / 15 + 0.5) <= start) cut++;
        return cut;
      };
      expect(own).toEqual([
        ...rows("mass", equalMassBins(sorted), ({ start }) => cutAfter(start)),
        ...rows("width", equalWidthBins(sorted), ({ bin }) => bin + 1),
      ]);
    }
  });

  test("have the measures of calibration of the report’s own functions", () => {
    const rows = table("aggregates/calibration.csv");
    expect(rows.length).toBe(2160);
    for (const row of rows) {
      const { confidence, correct } = study.items.get(keyOf(row))!;
      const sorted = sortItems(confidence!, correct, 1e9);
      const error = expectedCalibrationError(equalMassBins(sorted));
      expect([row.ece, row.ece_floor, row.ece_debiased, row.calibration_rms, row.overconfidence, row.auroc]).toEqual(
        [error.ece, error.eceFloor, error.eceDebiased, error.rmsDebiased, overconfidence(sorted), auroc(sorted)].map(
          shown,
        ),
      );
      expect(Number(row.item_variance)).toBeCloseTo(variance(Array.from(confidence!, (q) => q / 1e9))!, 10);
    }
  });

  test("have the variances over items and seeds that plain means give", () => {
    const rows = table("aggregates/variance.csv").filter((_, k) => k % 37 === 0);
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      const seeds = study.cells.filter(
        (cell) => cell.seed < 3 && keyOf({ ...row, seed: String(cell.seed) }) === cellKey(cell),
      );
      expect(seeds.length).toBe(Number(row.seeds));
      const valuesOf = ({ correct, confidence }: CellItems) =>
        row.metric === "accuracy" ? [...correct] : Array.from(confidence!, (q) => q / 1e9);
      const values = seeds.map((cell) => valuesOf(study.items.get(cellKey(cell))!));
      const meanOf = (all: readonly number[]) => all.reduce((total, x) => total + x, 0) / all.length;
      const itemMeans = values[0]!.map((_, i) => meanOf(values.map((seed) => seed[i]!)));
      const seedMeans = values.map(meanOf);
      const mean = meanOf(seedMeans);
      const left = values.flatMap((seed, s) => seed.map((x, i) => (x - seedMeans[s]! - itemMeans[i]! + mean) ** 2));
      const freedom = (values.length - 1) * (itemMeans.length - 1);
      expect(Number(row.mean)).toBeCloseTo(mean, 11);
      expect(Number(row.item_variance)).toBeCloseTo(variance(itemMeans)!, 10);
      expect(Number(row.seed_variance)).toBeCloseTo(variance(seedMeans)!, 10);
      expect(Number(row.residual)).toBeCloseTo(left.reduce((total, x) => total + x, 0) / freedom, 10);
    }
  });
});

test("cells by a server that speaks Trino’s protocol have the same bytes", () => {
  for (const name of ["results.csv", "aggregates/calibration.csv", "aggregates/bins.csv", "aggregates/variance.csv"])
    expect(readFileSync(join(root, "trino", name)).equals(readFileSync(join(root, "duckdb", name))), name).toBe(true);
});
