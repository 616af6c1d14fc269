import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetMetadata, parquetRead } from "hyparquet";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, expect, test } from "vitest";
import { analyze } from "../../src/analysis/analyze.ts";
import type { Analysis } from "../../src/estimates/analysis.ts";
import { readAnalysis } from "../../src/estimates/read-analysis.ts";
import { analysisText } from "../../src/estimates/write-analysis.ts";
import { sha256 } from "../../src/files.ts";
import { randomBelow } from "../../src/statistics/random-below.ts";
import { randomStream } from "../../src/statistics/random-stream.ts";
import { loadStudy } from "../../src/study/load-study.ts";
import { bundledAnalysisFile, DATA } from "./bundled-analysis.ts";

const shuffled = mkdtempSync(join(tmpdir(), "shuffled-"));

/** The analysis as written, without the record of the files: a shuffled file has another hash. */
function hashOf(analysis: Analysis): string {
  return sha256(analysisText({ ...analysis, study: { ...analysis.study, files: [] } }));
}

afterAll(() => rmSync(shuffled, { recursive: true, force: true }));

test("the bundled study gives the same bytes in another process, and when the rows of every item file are shuffled", async () => {
  mkdirSync(join(shuffled, "items"));
  for (const name of ["study.yaml", "questions.csv", "models.csv"])
    copyFileSync(join(DATA, name), join(shuffled, name));
  for (const name of readdirSync(join(DATA, "items"))) {
    const file = readFileSync(join(DATA, "items", name));
    const columns = await readColumns(
      file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer,
    );
    const order = shuffle(columns[0]!.data.length, name);
    const columnData = columns.map(
      (column) => ({ ...column, data: order.map((row) => column.data[row]) }) as ColumnSource,
    );
    writeFileSync(
      join(shuffled, "items", name),
      new Uint8Array(parquetWriteBuffer({ columnData, codec: "UNCOMPRESSED" })),
    );
  }
  const again = hashOf(await analyze(await loadStudy(shuffled)));
  expect(again).toBe(hashOf(readAnalysis(await bundledAnalysisFile())));
});

async function readColumns(file: ArrayBuffer): Promise<{ name: string; data: unknown[]; type: string }[]> {
  const metadata = parquetMetadata(file);
  const columns = metadata.schema
    .slice(1)
    .map(({ name, type }) => ({ name, data: [] as unknown[], type: type === "BYTE_ARRAY" ? "STRING" : (type ?? "") }));
  await parquetRead({
    file: { byteLength: file.byteLength, slice: (start, end) => file.slice(start, end) },
    onChunk: ({ columnName, columnData, rowStart }) => {
      const data = columns.find((column) => column.name === columnName)!.data;
      for (let k = 0; k < columnData.length; k++) data[rowStart + k] = columnData[k];
    },
  });
  return columns;
}

function shuffle(n: number, key: string): number[] {
  const next = randomStream(`test/${key}`, 0);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const k = randomBelow(next(), i + 1);
    [order[i], order[k]] = [order[k]!, order[i]!];
  }
  return order;
}
