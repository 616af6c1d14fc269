import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { csvText } from "../csv-text.ts";
import type { Item, ModelPlace } from "./evaluation.ts";

/** A cell as it is written: a model at a stage on a benchmark, under the ids of the study. */
export interface WrittenCell extends ModelPlace {
  readonly benchmark: string;
}

/** The numbers of a cell. */
export interface CellValues {
  readonly accuracy: number | null;
  readonly n: number | null;
  readonly confidence: number | null;
  readonly items: readonly Item[] | null;
}

/** Writes items as they come and results at the end, so that only sums are kept. */
export interface StudyWriter {
  /** adds values to a cell */
  add(cell: WrittenCell, values: CellValues): void;
  /** writes what is left; returns the number of cells */
  finish(): number;
}

const ITEM_HEAD = [
  "mixture",
  "scale",
  "seed",
  "stage",
  "benchmark",
  "item",
  "correct",
  "confidence",
  "correct_prob",
  "picked",
  "logprobs",
];
const RESULT_HEAD = ["mixture", "scale", "seed", "stage", "benchmark", "accuracy", "n", "confidence"];
/** Uncompressed characters of one file of items: what reads it holds it in memory. */
const FILE_SIZE = 64_000_000;

/** Writes `items/part-NNNN.csv.gz` and `results.csv`, without columns that are empty throughout, into `folder`. The same cells in the same order give the same bytes. */
export function studyWriter(folder: string, fileSize: number = FILE_SIZE): StudyWriter {
  const totals = new Map<string, { cell: WrittenCell; right: number; n: number; given: CellValues | null }>();
  let texts: string[] = [];
  let [length, files] = [0, 0];
  const flush = () => {
    if (texts.length === 0) return;
    mkdirSync(join(folder, "items"), { recursive: true });
    const name = `part-${String(++files).padStart(4, "0")}.csv.gz`;
    writeFileSync(join(folder, "items", name), gzipSync([`${ITEM_HEAD.join(",")}\n`, ...texts].join("")));
    [texts, length] = [[], 0];
  };
  return {
    add(cell, values) {
      const { mixture, scale, seed, stage, benchmark } = cell;
      const key = [mixture, scale, seed, stage, benchmark].join("/");
      const total = totals.get(key) ?? { cell, right: 0, n: 0, given: null };
      totals.set(key, total);
      if (values.items === null) {
        total.given = values;
        return;
      }
      const rows = values.items.map((item) => {
        total.n++;
        total.right += item.correct;
        const shares = [share(item.confidence), share(item.correctProb)];
        return [
          mixture,
          scale,
          seed,
          stage,
          benchmark,
          item.id,
          item.correct,
          ...shares,
          item.picked ?? "",
          scores(item),
        ];
      });
      const text = csvText(rows);
      texts.push(text);
      length += text.length;
      if (length >= fileSize) flush();
    },
    finish() {
      flush();
      const rows = [...totals.values()].map(({ cell, right, n, given }) => {
        const ids = [cell.mixture, cell.scale, cell.seed, cell.stage, cell.benchmark];
        if (n > 0) return [...ids, right / n, n, ""];
        return [...ids, given?.accuracy ?? "", given?.n ?? "", share(given?.confidence ?? null)];
      });
      writeFileSync(join(folder, "results.csv"), csvText(withoutEmptyColumns([RESULT_HEAD, ...rows])));
      return totals.size;
    },
  };
}

/** An empty column would look as if nothing were known; what items tell stands with them. */
function withoutEmptyColumns([head = [], ...rows]: readonly (readonly (string | number)[])[]) {
  const kept = head.map((_, at) => rows.some((row) => row[at] !== ""));
  return [head, ...rows].map((row) => row.filter((_, at) => kept[at]));
}

/** Nine digits of each: as many as a pick and a confidence need. */
function scores({ logprobs }: Item): string {
  return logprobs === null ? "" : logprobs.map((log) => String(Number(log.toPrecision(9)))).join(" ");
}

/** Nine decimals: what a study keeps of a probability. */
function share(x: number | null): string {
  return x === null ? "" : String(Number(x.toFixed(9)));
}
