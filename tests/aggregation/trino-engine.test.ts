import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { tableSources, trinoEngine } from "../../src/aggregation/trino-engine.ts";

/** One request that is expected, and the answer; `HERE` in a text is the server’s address. */
interface Exchange {
  readonly asks: string;
  readonly status?: number;
  readonly answer: string;
}

let close = async () => {};
afterEach(() => close());

/** A server that replays exchanges in their order, and refuses any other request. */
async function replay(exchanges: readonly Exchange[]) {
  const seen: { readonly headers: IncomingMessage["headers"]; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const exchange = exchanges[seen.length];
    seen.push({ headers: request.headers, body });
    const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (exchange?.asks !== `${request.method} ${request.url}`) return response.writeHead(404).end(`no ${request.url}`);
    return response.writeHead(exchange.status ?? 200).end(exchange.answer.replaceAll("HERE", here));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { seen, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const ID = "20261124_101500_00001_abcde";
const QUEUED = `{"id":"${ID}","infoUri":"HERE/ui/query.html?${ID}","nextUri":"HERE/v1/statement/queued/${ID}/y1/1","stats":{"state":"QUEUED","queued":true,"scheduled":false,"nodes":0},"warnings":[]}`;
const RUNNING = `{"id":"${ID}","infoUri":"HERE/ui/query.html?${ID}","partialCancelUri":"HERE/v1/statement/executing/partialCancel/${ID}/0/y2/1","nextUri":"HERE/v1/statement/executing/${ID}/y2/1","stats":{"state":"RUNNING","progressPercentage":50.0},"warnings":[]}`;
const COLUMNS = `"columns":[{"name":"_col0","type":"varchar","typeSignature":{"rawType":"varchar","arguments":[{"kind":"LONG","value":2147483647}]}},{"name":"_col1","type":"varchar","typeSignature":{"rawType":"varchar","arguments":[]}}]`;
const PAGE = `{"id":"${ID}",${COLUMNS},"data":[["a","12345678901234567890"],["b",null]],"nextUri":"HERE/v1/statement/executing/${ID}/y3/2","stats":{"state":"RUNNING"},"warnings":[]}`;
const LAST = `{"id":"${ID}",${COLUMNS},"data":[["c","3"]],"stats":{"state":"FINISHED"},"warnings":[]}`;

test("rows are gathered over nextUri, from queued to finished, and large numbers stay whole", async () => {
  const { seen, address } = await replay([
    { asks: "POST /v1/statement", answer: QUEUED },
    { asks: `GET /v1/statement/queued/${ID}/y1/1`, answer: RUNNING },
    { asks: `GET /v1/statement/executing/${ID}/y2/1`, status: 503, answer: "busy" },
    { asks: `GET /v1/statement/executing/${ID}/y2/1`, answer: PAGE },
    { asks: `GET /v1/statement/executing/${ID}/y3/2`, answer: LAST },
  ]);
  const engine = trinoEngine({ server: address, user: "ana", authorization: "Bearer abc" });
  expect(await engine.rows("SELECT x FROM y")).toEqual([
    ["a", "12345678901234567890"],
    ["b", null],
    ["c", "3"],
  ]);
  expect(seen.length).toBe(5);
  expect(seen[0]!.body).toBe("SELECT x FROM y");
  for (const { headers } of seen) {
    expect(headers["x-trino-user"]).toBe("ana");
    expect(headers.authorization).toBe("Bearer abc");
  }
});

test("an error of the server, in any answer, ends with what it says", async () => {
  const error = `{"id":"${ID}","stats":{"state":"FAILED"},"error":{"message":"line 1:15: Table 'hive.evals.items' does not exist\\nmore","errorCode":46,"errorName":"TABLE_NOT_FOUND","errorType":"USER_ERROR","failureInfo":{"type":"io.trino.spi.TrinoException"}},"warnings":[]}`;
  const { address } = await replay([
    { asks: "POST /v1/statement", answer: QUEUED },
    { asks: `GET /v1/statement/queued/${ID}/y1/1`, answer: error },
  ]);
  await expect(trinoEngine({ server: address }).rows("SELECT 1")).rejects.toThrow(
    /refuses the query: TABLE_NOT_FOUND, line 1:15: Table 'hive\.evals\.items' does not exist; expected a Trino server/,
  );
});

test.each([
  ["401", { asks: "POST /v1/statement", status: 401, answer: "Unauthorized" }, /answers 401 \(Unauthorized\)/],
  ["a page of something else", { asks: "POST /v1/statement", answer: "<html>" }, /answers what is no JSON/],
])("%s is told", async (_, exchange, message) => {
  const { address } = await replay([exchange]);
  await expect(trinoEngine({ server: address }).rows("SELECT 1")).rejects.toThrow(message);
});

test("a server that is not there is told", async () => {
  const { address } = await replay([]);
  await close();
  close = async () => {};
  await expect(trinoEngine({ server: address }).rows("SELECT 1")).rejects.toThrow(/does not answer/);
});

test("what is no address of a server is refused", () => {
  for (const server of ["localhost:8080", "trino", "", "http://", "ftp://localhost"])
    expect(() => trinoEngine({ server })).toThrow(/is no address; expected a Trino server/);
});

test("a secret goes to the server that was named, and to no other that an answer names", async () => {
  const other = await replay([{ asks: "GET /v1/statement/queued/1", answer: LAST }]);
  const closeOther = close;
  const { seen, address } = await replay([
    { asks: "POST /v1/statement", answer: `{"id":"1","nextUri":"${other.address}/v1/statement/queued/1"}` },
  ]);
  await trinoEngine({ server: address, authorization: "Bearer abc" }).rows("SELECT 1");
  await closeOther();
  expect(seen[0]!.headers.authorization).toBe("Bearer abc");
  expect(other.seen.length).toBe(1);
  expect(other.seen[0]!.headers.authorization).toBeUndefined();
});

test("names of tables are taken, all else is refused", () => {
  expect(tableSources(["hive.evals.items", '"my catalog".a.b']).map(({ shown }) => shown)).toEqual([
    '"my catalog".a.b',
    "hive.evals.items",
  ]);
  for (const name of ["items; DROP TABLE x", "a.b.c.d", "items/*.parquet", ""])
    expect(() => tableSources([name])).toThrow(/is no name of a table/);
});
