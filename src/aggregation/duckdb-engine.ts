import { createReadStream } from "node:fs";
import { availableParallelism } from "node:os";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Fault, FaultError } from "../faults.ts";
import { sqlText } from "./aggregation-sql.ts";
import type { Dialect } from "./dialect.ts";
import type { Engine, ItemSource } from "./engine.ts";

/** How much of the machine DuckDB may take. */
export interface DuckDBOptions {
  /** as DuckDB writes it: 2GB, 500MB */
  readonly memory: string;
  /** null for all cores */
  readonly threads: number | null;
  /** an existing folder for what does not fit in memory */
  readonly spill: string;
  /** where DuckDB's extensions lie; its own place unless told */
  readonly extensions?: string;
}

/** What DuckDB says in its own words. */
export const DUCKDB: Dialect = {
  quotient: (dividend, divisor) => `(${dividend}) // ${divisor}`,
  total: (integer) => `SUM(${integer})`, // of BIGINT: a HUGEINT
  fingerprint: (value) => `CAST(hash(${value}) >> 2 AS BIGINT)`,
};

/** What the memory of the process is beside DuckDB's own: Node, and what DuckDB does not count; half of little memory. */
const BESIDE_BYTES = 400_000_000;
/** A query wants so much to read a CSV file and to sort; what is more goes to the disk. */
const QUERY_BYTES = 120_000_000;
/** Each query has memory of its own, and a thread of Node's pool, which has four. */
const MOST_AT_ONCE = 4;
const UNITS: Readonly<Record<string, number>> = {
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};

/**
 * DuckDB inside this process, out of core: what does not fit in `memory` goes to `spill`. It fetches nothing from the network but
 * the data it is told to read, and that only where its extension for it has been installed.
 *
 * @throws {FaultError} when `memory` is no size
 */
export async function duckdbEngine({ memory, threads, spill, extensions }: DuckDBOptions): Promise<Engine> {
  const whole = bytesOf(memory);
  const limit = whole - Math.min(BESIDE_BYTES, whole / 2);
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${Math.floor(limit / 1e6)}MB`,
    temp_directory: spill,
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    ...(threads !== null && { threads: String(threads) }),
    ...(extensions !== undefined && { extension_directory: extensions }),
  });
  const all = threads ?? availableParallelism();
  // a connection does one query after the other
  const idle: DuckDBConnection[] = [];
  const query = async (sql: string) => {
    const own = idle.pop() ?? (await instance.connect());
    try {
      return (await own.runAndReadAll(sql)).getRows();
    } finally {
      idle.push(own);
    }
  };
  let isRemoteReady = false;
  const prepare = async (source: ItemSource) => {
    if (!isRemote(source.shown) && source.kind === "csv") await refuseCutOff(source);
    if (isRemoteReady || !isRemote(source.shown)) return;
    try {
      await query("LOAD httpfs");
      isRemoteReady = true;
    } catch {
      throw missingExtension(source.shown);
    }
  };
  const from = ({ shown, kind }: ItemSource) =>
    kind === "parquet"
      ? `read_parquet(${sqlText(shown)})`
      : `read_csv(${sqlText(shown)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', skip = 0, comment = '', strict_mode = true)`;
  return {
    name: "duckdb",
    dialect: DUCKDB,
    largestList: 20_000,
    from,
    async share(bytes) {
      // one more than threads: while the rows of one query are read, the others work
      const atOnce = Math.max(1, Math.min(MOST_AT_ONCE, all + 1, bytes.length, Math.floor(limit / QUERY_BYTES)));
      // every query has a thread of its own beside DuckDB's; one part that is much larger than the others needs all of them
      const total = bytes.reduce<number>((sum, each) => sum + (each ?? 0), 0);
      const isEven = bytes.every((each) => each !== null && each * 2 * all <= total);
      await query(`SET threads = ${isEven ? Math.max(1, all - atOnce + 1) : all}`);
      return atOnce;
    },
    async columns(source) {
      await prepare(source);
      try {
        const rows = await query(`DESCRIBE SELECT * FROM ${from(source)}`);
        return new Map(rows.map(([name, type]) => [String(name), String(type).toLowerCase()]));
      } catch (error) {
        throw unreadable(source, error);
      }
    },
    async rows(sql) {
      try {
        return (await query(sql)) as (string | null)[][];
      } catch (error) {
        throw userFault(error) ?? error;
      }
    },
    async close() {
      for (const own of idle) own.closeSync();
      instance.closeSync();
    },
  };
}

/** Whether a path is an address that DuckDB's extension for HTTP reads. */
export function isRemote(path: string): boolean {
  return /^(https?|s3|gs|gcs|r2|hf):\/\//.test(path);
}

function bytesOf(memory: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([KMGT]i?B)$/i.exec(memory) ?? [];
  const size = UNITS[unit.toUpperCase()];
  if (size !== undefined && Number(number) * size >= 5e8) return Number(number) * size;
  throw new FaultError([
    {
      file: "--memory",
      value: `is ${memory}`,
      expected: "a size of at least 500MB, such as 2GB",
      todo: "Write a number and MB, GB, MiB or GiB.",
    },
  ]);
}

/**
 * DuckDB reads what is left of a file that was cut off, and says nothing: a number may have lost its last digits. Every program
 * that writes CSV ends the last line with a line break, so a file without is not whole.
 */
async function refuseCutOff(source: ItemSource): Promise<void> {
  let last = "";
  const nothing = new Writable({
    write(chunk: Buffer, _encoding, done) {
      last = chunk.toString("latin1", chunk.length - 1);
      done();
    },
  });
  try {
    if (source.shown.endsWith(".gz")) await pipeline(createReadStream(source.shown), createGunzip(), nothing);
    else await pipeline(createReadStream(source.shown, { start: Math.max(0, (source.bytes ?? 0) - 1) }), nothing);
  } catch (error) {
    throw unreadable(source, error);
  }
  if (last === "\n" || last === "") return;
  throw new FaultError([
    {
      file: source.shown,
      value: "does not end with a line break, as if it had been cut off",
      expected: "a whole CSV file",
      todo: "Write or copy the file again; if it is whole, add a line break at its end.",
    },
  ]);
}

function missingExtension(file: string): FaultError {
  return new FaultError([
    {
      file,
      value: "needs DuckDB’s extension httpfs, which is not on this machine",
      expected: "the extension, installed once; nothing is downloaded without being asked for",
      todo: "Run `INSTALL httpfs` in DuckDB’s shell of the same version where the network is, or copy the files here and give their paths.",
    },
  ]);
}

function unreadable({ shown, kind }: ItemSource, error: unknown): FaultError {
  const wrongRow = kind === "csv" ? csvFault(error) : null;
  if (wrongRow !== null) return new FaultError([{ ...wrongRow, file: shown }]);
  return new FaultError([
    {
      file: shown,
      value: `cannot be read (${firstLine(error)})`,
      expected: kind === "csv" ? "a CSV file with a header, commas and UTF-8" : "a whole Parquet file",
      todo: "Write or copy the file again.",
    },
  ]);
}

/** What a user can mend, of what DuckDB says while it works; null for all else. */
function userFault(error: unknown): FaultError | null {
  const message = firstLine(error);
  if (/^Out of Memory Error/.test(message)) {
    const todo = "Give more with --memory, or make room where temporary files go.";
    return new FaultError([{ file: "--memory", value: message, expected: "room for the work", todo }]);
  }
  const wrongRow = csvFault(error);
  if (wrongRow !== null) return new FaultError([wrongRow]);
  if (!/^(IO|HTTP|Invalid Input|Conversion|TransactionContext) Error/.test(message)) return null;
  return new FaultError([
    { file: "items", value: message, expected: "readable tables of items", todo: "Write or copy the file again." },
  ]);
}

/** A row of a CSV file that is not like the others, of what DuckDB says over many lines; null for all else. */
function csvFault(error: unknown): Fault | null {
  const message = error instanceof Error ? error.message : String(error);
  const rest = {
    expected: "as many fields in every row as in the header",
    todo: "Correct the row, or write the file again.",
  };
  const sniffed = /Error when sniffing file "([^"]*)"/.exec(message);
  if (sniffed)
    return {
      file: sniffed[1]!,
      value: "has a row near its start with other fields, or a quotation mark that never closes",
      ...rest,
    };
  const [, line] = /CSV Error on Line: (\d+)/.exec(message) ?? [];
  if (line === undefined) return null;
  const [, wanted, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message) ?? [];
  const file = /^\s*file = (.*)$/m.exec(message)?.[1] ?? "items";
  const value = found === undefined ? "cannot be read here" : `has ${found} fields here, ${wanted} in its header`;
  return { file, line: Number(line), value, ...rest };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]!;
}
