import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DuckDBInstance } from "@duckdb/node-api";

/** Trino’s words, as DuckDB would say them: whole quotients, and the functions behind a fingerprint. */
const WORDS = [
  "SET integer_division = true",
  "CREATE MACRO to_utf8(x) AS x",
  "CREATE MACRO xxhash64(x) AS hash(x)",
  "CREATE MACRO from_big_endian_64(x) AS CAST(x >> 1 AS BIGINT)",
  "CREATE MACRO bitwise_and(x, y) AS x & y",
];
const PAGE = 500;

/**
 * A server that speaks Trino’s client protocol and runs the queries in DuckDB: an answer without rows while the query is queued,
 * then pages of rows.
 *
 * @param setup statements that make the tables
 */
export async function trinoStandIn(setup: readonly string[]) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const statement of [...WORDS, ...setup]) await connection.run(statement);
  const waiting = new Map<string, readonly (readonly unknown[])[]>();
  const users = new Set<unknown>();
  let queries = 0;
  const server = createServer(async (request, response) => {
    const { port } = server.address() as AddressInfo;
    const send = (body: object) => response.setHeader("Content-Type", "application/json").end(JSON.stringify(body));
    users.add(request.headers["x-trino-user"]);
    if (request.method === "POST") {
      let sql = "";
      for await (const chunk of request) sql += chunk;
      const id = `20261124_000000_${String(queries++).padStart(5, "0")}_stand`;
      const uri = `http://127.0.0.1:${port}/v1/statement/queued/${id}/1`;
      try {
        const rows = (await connection.runAndReadAll(sql)).getRowsJson();
        const named = (row: readonly unknown[]) => [row[0], row[1] === "FLOAT" ? "real" : String(row[1]).toLowerCase()];
        waiting.set(id, sql.startsWith("DESCRIBE") ? rows.map(named) : rows);
        send({ id, infoUri: uri, nextUri: uri, stats: { state: "QUEUED" }, warnings: [] });
      } catch (error) {
        const { message } = error as Error;
        send({
          id,
          stats: { state: "FAILED" },
          error: { message, errorName: "SYNTAX_ERROR", errorType: "USER_ERROR" },
        });
      }
      return;
    }
    const [, id = "", token = ""] = /\/([^/]+)\/(\d+)$/.exec(request.url ?? "") ?? [];
    const rows = waiting.get(id) ?? [];
    const first = (Number(token) - 1) * PAGE;
    const data = rows.slice(first, first + PAGE);
    const next = `http://127.0.0.1:${port}/v1/statement/executing/${id}/${Number(token) + 1}`;
    const isLast = first + PAGE >= rows.length;
    send({ id, columns: [], ...(data.length > 0 && { data }), ...(!isLast && { nextUri: next }), stats: {} });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    users,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      connection.closeSync();
      instance.closeSync();
    },
  };
}
