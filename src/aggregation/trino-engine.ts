import { setTimeout as wait } from "node:timers/promises";
import { FaultError } from "../faults.ts";
import type { Dialect } from "./dialect.ts";
import type { Engine, ItemSource } from "./engine.ts";

/** Where a Trino server listens, and who asks. */
export interface TrinoOptions {
  /** `http://HOST:PORT` or https */
  readonly server: string;
  /** the name that the server logs; `TRINO_USER` and `magic-correlations` unless told */
  readonly user?: string;
  /** a password for Basic or a token for Bearer authentication: the whole header; `TRINO_AUTHORIZATION` unless told */
  readonly authorization?: string;
}

/** What Trino says in its own words. */
export const TRINO: Dialect = {
  quotient: (dividend, divisor) => `(${dividend}) / ${divisor}`,
  total: (integer) => `SUM(CAST(${integer} AS DECIMAL(38, 0)))`, // of BIGINT it would stop at 2⁶³
  fingerprint: (value) =>
    `BITWISE_AND(FROM_BIG_ENDIAN_64(XXHASH64(TO_UTF8(CAST(${value} AS VARCHAR)))), 4611686018427387903)`,
};

/** One answer of the protocol; a query is a chain of them. */
interface Answer {
  readonly id?: string;
  readonly nextUri?: string;
  readonly columns?: readonly { readonly name: string }[];
  readonly data?: readonly (readonly (string | number | boolean | null)[])[];
  readonly error?: { readonly message?: string; readonly errorName?: string; readonly errorType?: string };
}

/** How often a busy server is asked again, and how long between: 0.1, 0.2, … s. */
const TRIES = 10;
const PAUSE_MS = 100;

/**
 * A Trino server, over its client protocol: POST the SQL to /v1/statement, then follow `nextUri` until there is none. All heavy work
 * is the server’s; only aggregates come here.
 *
 * @throws {FaultError} when `server` is no address
 * @see Trino documentation, “Trino client REST API”
 */
export function trinoEngine({ server, user, authorization }: TrinoOptions): Engine {
  if (!/^https?:\/\/[^\s/]+/.test(server) || !URL.canParse(server))
    throw serverFault(server, "is no address", "Write http://HOST:PORT, or https.");
  const secret = authorization ?? process.env.TRINO_AUTHORIZATION;
  const headersFor = (url: string) => ({
    "X-Trino-User": user ?? process.env.TRINO_USER ?? "magic-correlations",
    "X-Trino-Source": "magic-correlations",
    // an answer may lead anywhere; what is secret goes to the server that was named, and nowhere else
    ...(secret !== undefined && new URL(url).origin === new URL(server).origin && { Authorization: secret }),
  });
  const ask = async (url: string, init: RequestInit): Promise<Answer> => {
    for (let tries = 1; ; tries++) {
      let response: Response;
      try {
        response = await fetch(url, { ...init, headers: headersFor(url) });
      } catch (error) {
        throw serverFault(server, `does not answer (${causeOf(error)})`, "Start it, or correct --server.");
      }
      if ([429, 502, 503, 504].includes(response.status) && tries < TRIES) {
        await wait(PAUSE_MS * tries);
        continue;
      }
      const text = await response.text();
      if (!response.ok)
        throw serverFault(server, `answers ${response.status} (${text.slice(0, 200).trim()})`, "See the server’s log.");
      try {
        return JSON.parse(text) as Answer;
      } catch {
        throw serverFault(server, "answers what is no JSON", "Check that --server is that of Trino.");
      }
    }
  };
  const rows = async (sql: string) => {
    const found: (string | null)[][] = [];
    let answer = await ask(new URL("/v1/statement", server).href, { method: "POST", body: sql });
    for (;;) {
      if (answer.error) {
        const { errorName = "an error", message = "" } = answer.error;
        throw serverFault(
          server,
          `refuses the query: ${errorName}, ${message.split("\n", 1)[0]}`,
          "See the server’s log.",
        );
      }
      for (const row of answer.data ?? []) found.push(row.map((field) => (field === null ? null : String(field))));
      if (answer.nextUri === undefined) return found;
      answer = await ask(answer.nextUri, { method: "GET" });
    }
  };
  return {
    name: "trino",
    dialect: TRINO,
    share: async () => 1,
    largestList: 4_000, // a query may have a million characters
    from: ({ shown }) => shown,
    async columns({ shown }) {
      return new Map((await rows(`DESCRIBE ${shown}`)).map(([name, type]) => [name ?? "", (type ?? "").toLowerCase()]));
    },
    rows,
    close: async () => {},
  };
}

/**
 * Tables of a server as sources. Nothing of them is kept: a table has no hash.
 *
 * @throws {FaultError} for what is no name of a table
 */
export function tableSources(names: readonly string[]): readonly ItemSource[] {
  const part = '(?:[a-z_][a-z0-9_]*|"[^"]+")';
  const isTable = new RegExp(`^${part}(?:\\.${part}){0,2}$`, "i");
  const wrong = names.filter((name) => !isTable.test(name));
  if (wrong.length > 0) {
    throw new FaultError(
      wrong.map((file) => ({
        file,
        value: "is no name of a table",
        expected: "CATALOG.SCHEMA.TABLE",
        todo: "Make a table over the files in Trino first (docs/scale.md).",
      })),
    );
  }
  return [...new Set(names)].sort().map((shown) => ({ shown, kind: "table", sha256: null, bytes: null }));
}

function serverFault(file: string, value: string, todo: string): FaultError {
  return new FaultError([{ file, value, expected: "a Trino server that runs the query", todo }]);
}

function causeOf(error: unknown): string {
  const { cause } = error as Error;
  return cause instanceof Error && cause.message !== "" ? cause.message : (error as Error).message;
}
