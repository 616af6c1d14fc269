import type { ColumnKind } from "./column-kind.ts";

/** What is wrong with a row, by the number that the SQL gives it; 0 is nothing. */
export const ROW_FAULTS = [
  null,
  { column: "mixture", expected: "an id" },
  { column: "scale", expected: "an id" },
  { column: "seed", expected: "an integer" },
  { column: "stage", expected: "an id" },
  { column: "benchmark", expected: "an id" },
  { column: "item", expected: "an id: text or an integer" },
  { column: "correct", expected: "0 or 1" },
  { column: "confidence", expected: "a share in [0, 1]" },
  { column: "correct_prob", expected: "a share in [0, 1]" },
  { column: "correct_prob", expected: "the confidence where correct is 1, and at most the confidence where it is 0" },
] as const;

/** The columns that items need, and those that they may have. */
export const SOURCE_COLUMNS = {
  required: ["mixture", "scale", "seed", "stage", "benchmark", "item", "correct"],
  optional: ["confidence", "correct_prob"],
} as const;

/** A source of rows, for the text after FROM. */
export interface RowsSource {
  readonly from: string;
  readonly kinds: ReadonlyMap<string, ColumnKind>;
  /** whether spaces around fields mean nothing, as in CSV */
  readonly isTrimmed: boolean;
  /** whether item ids are read as text, so that sources with other kinds of ids can stand beside it */
  readonly isItemText: boolean;
}

/**
 * A SELECT of items as the readers of a study see them: `mixture, scale, seed, stage, benchmark, item`, `y` (0 or 1), `q` and `c`
 * (confidence and correct_prob in units of 10⁻⁹; −1 where missing), and `fault` (the place in `ROW_FAULTS`).
 *
 * A 32-bit probability is read as its shortest decimal, as `billionths` does: the first of five to seven decimals that rounds to it,
 * else its shortest text.
 */
export function itemRowsSql({ from, kinds, isTrimmed, isItemText }: RowsSource): string {
  const kindOf = (name: string) => kinds.get(name) ?? null;
  const text = (name: string) => (isTrimmed ? `TRIM(${name})` : name);
  const item = kindOf("item") === "integer" ? (isItemText ? "CAST(item AS VARCHAR)" : "item") : text("item");
  const ids = ["mixture", "scale", "stage", "benchmark"].map((name) => `${text(name)} AS ${name}`);
  const seed = seedSql(kindOf("seed"));
  const missing = (name: string, is: string) => `${is} IS NULL${kindOf(name) === "integer" ? "" : ` OR ${is} = ''`}`;
  const inner = [
    ...ids,
    `${seed} AS seed`,
    `${item} AS item`,
    `${correctSql(kindOf("correct"))} AS y`,
    `${shareSql("confidence", kindOf("confidence"))} AS q`,
    `${shareSql("correct_prob", kindOf("correct_prob"))} AS c`,
  ];
  return `SELECT mixture, scale, seed, stage, benchmark, item, y, q, c,
  CASE
    WHEN ${missing("mixture", "mixture")} THEN 1
    WHEN ${missing("scale", "scale")} THEN 2
    WHEN seed IS NULL THEN 3
    WHEN ${missing("stage", "stage")} THEN 4
    WHEN ${missing("benchmark", "benchmark")} THEN 5
    WHEN item IS NULL${kindOf("item") === "integer" && !isItemText ? "" : " OR item = ''"} THEN 6
    WHEN y IS NULL THEN 7
    WHEN q = -2 THEN 8
    WHEN c = -2 THEN 9
    WHEN q >= 0 AND c >= 0 AND ((y = 1 AND ABS(c - q) > 1000) OR (y = 0 AND c > q + 1000)) THEN 10
    ELSE 0
  END AS fault
FROM (SELECT ${inner.join(", ")} FROM ${from}) AS fields`;
}

function seedSql(kind: ColumnKind | null): string {
  if (kind === "integer") return "CAST(seed AS BIGINT)";
  if (kind === "text")
    return "CASE WHEN LOWER(seed) LIKE '%e%' OR seed LIKE '%.%' THEN NULL ELSE TRY_CAST(TRIM(seed) AS BIGINT) END";
  return "CASE WHEN seed = FLOOR(seed) AND ABS(seed) < 9007199254740992e0 THEN CAST(seed AS BIGINT) END";
}

function correctSql(kind: ColumnKind | null): string {
  if (kind === "boolean") return "CAST(correct AS BIGINT)";
  const value = kind === "text" ? "TRY_CAST(TRIM(correct) AS DOUBLE)" : "correct";
  return `CASE WHEN ${value} = 1 THEN CAST(1 AS BIGINT) WHEN ${value} = 0 THEN CAST(0 AS BIGINT) END`;
}

function shareSql(name: string, kind: ColumnKind | null): string {
  if (kind === null) return "CAST(-1 AS BIGINT)";
  const isText = kind === "text";
  const value = isText ? `TRY_CAST(TRIM(${name}) AS DOUBLE)` : kind === "double" ? name : `CAST(${name} AS DOUBLE)`;
  const units = (x: string) => `CAST(FLOOR(${x} * 1e9 + 0.5e0) AS BIGINT)`;
  return `CASE
    WHEN ${name} IS NULL${isText ? ` OR TRIM(${name}) = ''` : ""} THEN CAST(-1 AS BIGINT)
    WHEN ${isText ? `${value} IS NULL OR ` : ""}NOT (${value} >= -1e-6 AND ${value} <= 1.000001e0) THEN CAST(-2 AS BIGINT)
    WHEN ${value} <= 0 THEN CAST(0 AS BIGINT)
    WHEN ${value} >= 1 THEN CAST(1000000000 AS BIGINT)
    ${kind === "real" ? realCases(name, value, units) : `ELSE ${units(value)}`}
  END`;
}

function realCases(name: string, value: string, units: (x: string) => string): string {
  const decimals = ["1e5", "1e6", "1e7"].map((unit, index) => {
    const rounded = `FLOOR(${value} * ${unit} + 0.5e0)`;
    return `WHEN CAST(${rounded} / ${unit} AS REAL) = ${name} THEN CAST(${rounded} AS BIGINT) * ${10 ** (4 - index)}`;
  });
  return [...decimals, `ELSE ${units(`CAST(CAST(${name} AS VARCHAR) AS DOUBLE)`)}`].join("\n    ");
}
