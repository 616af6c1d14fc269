import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { z } from "astro/zod";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import type { ApiClaim, ApiClaims, ApiEstimates, ApiIndex, ApiStudy } from "../../src/api/api-types.ts";
import { reportReader } from "../../src/api/report-reader.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { ESTIMATE_COLUMNS, estimateCells } from "../../src/estimates/estimate-cells.ts";
import { estimatesCsv } from "../../src/estimates/estimates-csv.ts";
import { estimatesJson } from "../../src/estimates/estimates-json.ts";
import { estimatesParquet } from "../../src/estimates/estimates-parquet.ts";
import type { Release } from "../../src/releases/release.ts";
import { RELEASE_API_FILES } from "../../src/site/api-files.ts";
import { apiIndex } from "../../src/site/api-index.ts";
import { type API_SCHEMAS, jsonSchemas } from "../../src/site/api-schemas.ts";
import { gzipped } from "../../src/site/gzipped.ts";
import { sampleReport } from "../estimates/sample-report.ts";
import { addRelease, tinyFrozen } from "../releases/tiny-release.ts";

const ADDRESS = "https://example.org/report/";
const report = sampleReport();
const estimates = [...report.estimates.values()];
const design = { ...report.study.design, releases: [{ version: "2026.10.1", doi: "10.5281/zenodo.1" }] };
const claim: ApiClaim = {
  ...{ id: "persists", page: "/rq1/", text: "It persists.", when: "true", unless: "false" },
  expect: "holds",
  status: "cannot tell",
};

let folder = "";
let releases: readonly Release[] = [];
/** the published files by address */
const published = new Map<string, Uint8Array<ArrayBuffer>>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "api-"));
  addRelease(folder, tinyFrozen("2026.10.1", 0.5));
  const second = tinyFrozen("2026.11.1", 0.83);
  releases = addRelease(folder, { ...second, record: { ...second.record, claims: [claim] } });
  const publish = (path: string, content: string | Uint8Array<ArrayBuffer>) =>
    published.set(`${ADDRESS}api/v1/${path}`, new Uint8Array(Buffer.from(content)));
  publish("index.json", JSON.stringify(apiIndex(design, releases)));
  publish("estimates.json", estimatesJson(estimates));
  publish("study.json", JSON.stringify({ schema: 1, ...report.study }));
  publish("claims.json", JSON.stringify({ schema: 1, claims: [claim] }));
  for (const release of releases)
    for (const [name, make] of Object.entries(RELEASE_API_FILES))
      publish(`releases/${release.version}/${name}`, make(release));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("JSON Schemas", () => {
  const validator = (name: string) =>
    new Ajv2020({ allErrors: true, formats: { date: true, uri: true } }).compile(JSON.parse(jsonSchemas().get(name)!));
  const read = (path: string): unknown => {
    const bytes = published.get(`${ADDRESS}api/v1/${path}`)!;
    return JSON.parse(Buffer.from(path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString());
  };

  test.each([
    ["index", "index.json"],
    ["estimates", "estimates.json"],
    ["study", "study.json"],
    ["claims", "claims.json"],
    ["estimates", "releases/2026.10.1/estimates.json.gz"],
    ["study", "releases/2026.10.1/study.json"],
    ["claims", "releases/2026.11.1/claims.json"],
  ])("%s describes %s", (name, path) => {
    const validate = validator(name);
    validate(read(path));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ["a value that is text", { value: "0.9" }],
    ["a p-value above one", { p: { value: 1.5, method: "exact" } }],
    ["a key that nobody knows", { valeu: 1 }],
    ["no n", { n: undefined }],
  ])("an estimate with %s is refused", (_, change) => {
    const validate = validator("estimates");
    const document = { schema: 1, estimates: [{ ...estimates[0], ...change }] };
    expect(validate(JSON.parse(JSON.stringify(document)))).toBe(false);
  });

  test("the types of the reader are those of the schemas", () => {
    type Of<Name extends keyof typeof API_SCHEMAS> = z.output<(typeof API_SCHEMAS)[Name]>;
    expectTypeOf<Of<"index">>().toExtend<ApiIndex>();
    expectTypeOf<Of<"claims">["claims"][number]["status"]>().toEqualTypeOf<ApiClaims["claims"][number]["status"]>();
    expectTypeOf<Of<"study">>().toExtend<ApiStudy>();
    expectTypeOf<keyof Of<"estimates">["estimates"][number]>().toEqualTypeOf<keyof ApiEstimates["estimates"][number]>();
    expectTypeOf<Estimate>().toExtend<ApiEstimates["estimates"][number]>();
  });
});

describe("reportReader", () => {
  const asked: string[] = [];
  const reader = (address = ADDRESS) =>
    reportReader(address, async (url) => {
      asked.push(url);
      const bytes = published.get(url);
      return bytes ? new Response(bytes) : new Response(null, { status: 404, statusText: "Not Found" });
    });

  test("reads the newest and every release, gzipped or not", async () => {
    const { estimates: of, study, claims, index } = reader("https://example.org/report");
    expect((await of()).size).toBe(estimates.length);
    const id = "rank-persistence/accuracy/small/overall/all/spearman";
    expect((await of("2026.10.1")).get(id)?.value).toBe(0.5);
    expect((await of("2026.11.1")).get(id)?.value).toBe(0.83);
    expect((await study("2026.10.1")).design.title).toBe("A tiny study");
    expect(await claims("2026.11.1")).toEqual([claim]);
    expect(await index()).toMatchObject({
      isReleased: true,
      releases: [
        { version: "2026.10.1", doi: "10.5281/zenodo.1", changes: null },
        { version: "2026.11.1", doi: null, changes: "../../v/2026.10.1..2026.11.1/diff.json" },
      ],
    });
  });

  test("each file is fetched once", async () => {
    const one = reader();
    asked.length = 0;
    await Promise.all([one.estimates(), one.estimates(), one.index()]);
    expect(asked.toSorted()).toEqual([`${ADDRESS}api/v1/estimates.json`, `${ADDRESS}api/v1/index.json`]);
  });

  test("says what is not there", async () => {
    await expect(reader().estimates("2020.1.1")).rejects.toThrow("no release 2020.1.1; there are 2026.10.1, 2026.11.1");
    await expect(reader("https://example.org/other/").index()).rejects.toThrow("answered 404 Not Found");
  });
});

describe("tables", () => {
  test("Parquet has what CSV has, with types", async () => {
    const file = estimatesParquet(estimates);
    const rows = await parquetReadObjects({ file: file.slice().buffer });
    expect(rows).toHaveLength(estimates.length);
    expect(rows.map((row) => ESTIMATE_COLUMNS.map((name) => row[name]))).toEqual(estimates.map(estimateCells));
    expect(estimatesParquet(estimates)).toEqual(file);
  });

  test("CSV has a head and a row for each", () => {
    const lines = estimatesCsv(estimates).trimEnd().split("\n");
    expect(lines).toHaveLength(estimates.length + 1);
    expect(lines[0]).toBe(ESTIMATE_COLUMNS.join(","));
  });

  test("gzip names neither time nor system", () => {
    const bytes = gzipped("text");
    expect(gunzipSync(bytes).toString()).toBe("text");
    expect([...bytes.slice(4, 8), bytes[9]]).toEqual([0, 0, 0, 0, 255]);
  });
});
