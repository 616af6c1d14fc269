import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deployedAt } from "../../src/ci/deployed-at.ts";
import { FaultError } from "../../src/faults.ts";

/** What the host answers, in this order. */
let answers: number[] = [];
let asked: string[] = [];
let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    response.statusCode = answers.shift() ?? 500;
    response.end("bytes");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/report`;
});
afterAll(() => server.close());

async function read(path: string, ...given: number[]) {
  [answers, asked] = [given, []];
  const waited: number[] = [];
  const bytes = await deployedAt(url, async (seconds) => void waited.push(seconds))(path);
  return { text: bytes && new TextDecoder().decode(bytes), waited };
}

test("a file is read below the address; one that is not there is null", async () => {
  expect(await read("rq1/a b.html", 200)).toEqual({ text: "bytes", waited: [] });
  expect(asked).toEqual(["/report/rq1/a%20b.html"]);
  expect((await read("none.html", 404)).text).toBeNull();
});

test("a busy host is asked again, a few times; then it is a fault with its address", async () => {
  expect(await read("a", 429, 503, 200)).toEqual({ text: "bytes", waited: [1, 4] });
  await expect(read("a", 500, 500, 500, 500, 200)).rejects.toThrow(FaultError);
  expect(asked.length).toBe(4);
  await expect(read("a", 403, 200)).rejects.toThrow("/report/a");
  expect(asked.length).toBe(1);
});

test("a host that does not answer is a fault as well", async () => {
  await expect(deployedAt("http://127.0.0.1:1/", async () => {})("a")).rejects.toThrow(FaultError);
});
