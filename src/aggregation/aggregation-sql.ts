import type { Dialect } from "./dialect.ts";

/** Bins of equal width and of equal mass (STATISTICS.md §9). */
export const BINS = 15;

/** The ids of a cell, and its number in a query that asks for some cells only. */
export interface NumberedCell {
  readonly number: number;
  readonly mixture: string;
  readonly scale: string;
  readonly seed: number;
  readonly stage: string;
  readonly benchmark: string;
  /** its items; the number of its level where levels are asked for */
  readonly also: number;
}

const CELL = "mixture, scale, seed, stage, benchmark";
const asText = (columns: readonly string[]) => columns.map((column) => `CAST(${column} AS VARCHAR)`).join(", ");

/**
 * Sums of every cell, from one pass over the rows. A group is a cell and one of its bins of equal width; a row with a fault, and a
 * row whose logarithm lies so near to half a unit that two engines may round it to two integers, have groups of their own: the
 * latter's logarithm is then taken by `nllBillionths`, so that the sums are the same wherever they are made.
 *
 * @param rows of `itemRowsSql`
 * @returns fields `SUM_FIELDS`, in that order
 */
export function cellSumsSql(rows: string, { quotient, total, fingerprint }: Dialect): string {
  return `SELECT ${CELL_TEXT}, ${asText(["fault", "bin", "doubt"])},
  ${asText([
    "COUNT(*)",
    "SUM(y)",
    total("GREATEST(q, 0)"),
    total("q * q"),
    total("q * y"),
    total("nll"),
    "MIN(q)",
    "SUM(CASE WHEN c >= 0 THEN 1 ELSE 0 END)",
    total("GREATEST(c, 0)"),
    total("mark"),
  ])}
FROM (
  SELECT ${CELL}, fault, y, q, c, bin, mark,
    CASE WHEN isDoubtful THEN p ELSE -1 END AS doubt,
    CASE WHEN q < 0 OR isDoubtful THEN 0 WHEN p = 0 THEN 34538776395 ELSE CAST(FLOOR(u + 0.5e0) AS BIGINT) END AS nll
  FROM (
    SELECT *, q >= 0 AND p > 0 AND ABS(u - FLOOR(u) - 0.5e0) < 1e-4 AS isDoubtful
    FROM (
      SELECT *, -LN(CAST(GREATEST(p, 1) AS DOUBLE) / 1e9) * 1e9 AS u,
        CASE WHEN q < 0 THEN -1 ELSE ${quotient(`GREATEST(${BINS} * q - 1, 0)`, 1_000_000_000)} END AS bin
      FROM (
        SELECT *, CASE WHEN y = 1 THEN q ELSE 1000000000 - q END AS p, ${fingerprint("item")} AS mark
        FROM (${rows}) AS items
      ) AS outcomes
    ) AS logarithms
  ) AS roundings
) AS measured
GROUP BY ${CELL}, fault, bin, doubt`;
}

const CELL_TEXT = `mixture, scale, CAST(seed AS VARCHAR), stage, benchmark`;

/** What `cellSumsSql` gives, in order. */
export const SUM_FIELDS = [
  ...["mixture", "scale", "seed", "stage", "benchmark", "fault", "bin", "doubt"],
  ...["n", "right", "confidence", "squares", "products", "nll", "lowest", "correctProbs", "correctProb", "mark"],
] as const;

/**
 * Bins of equal mass of some cells. Cut b stands at place ⌊b·N/15 + ½⌋ of the sorted items and moves right past equal confidences,
 * so a run of equal ones that begins after x items lies behind the cuts b ≤ (30x + 14)/2N: x is its rank less 1.
 *
 * @param cells `also` is N, the number of items
 * @returns number of the cell, bin 0…14 (bins that ties emptied are absent), n, right, Σq, and Σ over right items of twice the mid-rank
 */
export function equalMassBinsSql(rows: string, cells: readonly NumberedCell[], { quotient, total }: Dialect): string {
  return `SELECT ${asText(["number", "bin", "COUNT(*)", "SUM(y)", total("q"), total("y * (before + upto + 1)")])}
FROM (
  SELECT number, y, q, before, upto, ${quotient(`${2 * BINS} * before + ${BINS - 1}`, "(2 * also)")} AS bin
  FROM (
    SELECT number, also, y, q,
      RANK() OVER (PARTITION BY number ORDER BY q) - 1 AS before,
      COUNT(*) OVER (PARTITION BY number ORDER BY q) AS upto
    FROM ${chosen(rows, cells)}
  ) AS ranked
) AS binned
GROUP BY number, bin`;
}

/** The number of items of each benchmark, and the sum of their marks: what a cell has that has each item once. */
export function distinctItemsSql(rows: string, { total, fingerprint }: Dialect): string {
  return `SELECT benchmark, ${asText(["COUNT(*)", total(fingerprint("item"))])}
FROM (SELECT DISTINCT benchmark, item FROM (${rows}) AS items) AS answered
GROUP BY benchmark`;
}

/** Items that stand in one of some cells more than once: number of the cell, item, how often. */
export function repeatedItemsSql(rows: string, cells: readonly NumberedCell[]): string {
  return `SELECT ${asText(["number", "item", "COUNT(*)"])}
FROM ${chosen(rows, cells)}
GROUP BY number, item HAVING COUNT(*) > 1
ORDER BY number, item LIMIT 10`;
}

/**
 * Sums over the items of a level, each first summed over the seeds.
 *
 * @param cells `number` and `also` are the number of the level
 * @returns number of the level; items; fewest and most seeds of one; Σt, Σt² of t = Σ_seeds y; Σr, Σr² of r = Σ_seeds q
 */
export function itemsOverSeedsSql(rows: string, cells: readonly NumberedCell[], { total }: Dialect): string {
  return `SELECT ${asText(["number", "COUNT(*)", "MIN(seeds)", "MAX(seeds)", "SUM(t)", "SUM(t * t)", total("r"), "SUM(wide * wide)"])}
FROM (
  SELECT number, COUNT(*) AS seeds, SUM(y) AS t, SUM(q) AS r, CAST(SUM(q) AS DECIMAL(19, 0)) AS wide
  FROM ${chosen(rows, cells)}
  GROUP BY number, item
) AS crossed
GROUP BY number`;
}

/** The rows of some cells, with the number of theirs. The first line tells the types of all: a cast on every line costs time. */
function chosen(rows: string, cells: readonly NumberedCell[]): string {
  const values = cells.map(({ number, mixture, scale, seed, stage, benchmark, also }, line) => {
    const integer = (value: number) => (line === 0 ? `CAST(${value} AS BIGINT)` : String(value));
    const ids = [sqlText(mixture), sqlText(scale), integer(seed), sqlText(stage), sqlText(benchmark)];
    return `(${[...ids, integer(number), integer(also)].join(", ")})`;
  });
  return `(${rows}) AS items JOIN (VALUES ${values.join(", ")}) AS cells (${CELL}, number, also) USING (${CELL})`;
}

/** Text as SQL writes it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
