import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { staticServer } from "../../src/site/static-server.ts";

let folder = "";
const servers: Server[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "static-"));
  mkdirSync(join(folder, "rq1"));
  writeFileSync(join(folder, "rq1", "index.html"), "question one");
  writeFileSync(join(folder, "404.html"), "nothing here");
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(port: number): Promise<string> {
  const { server, url } = await staticServer(folder, port);
  servers.push(server);
  return url;
}

test("staticServer serves pages, leads /rq1 to /rq1/, and answers 404 with the page for it", async () => {
  const url = await serve(4800);
  expect(await (await fetch(`${url}rq1/`)).text()).toBe("question one");
  const redirect = await fetch(`${url}rq1?x=1`, { redirect: "manual" });
  expect([redirect.status, redirect.headers.get("location")]).toEqual([308, "./rq1/?x=1"]);
  const missing = await fetch(`${url}rq9/`);
  expect([missing.status, await missing.text()]).toEqual([404, "nothing here"]);
  expect((await fetch(`${url}%2e%2e/%2e%2e/etc/passwd.txt`)).status).toBe(404);
});

test("staticServer takes the next port when one is taken", async () => {
  const [first, second] = [await serve(4810), await serve(4810)];
  expect(Number(new URL(second).port)).toBeGreaterThan(Number(new URL(first).port));
});
