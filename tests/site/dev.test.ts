import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeStudy } from "../studies/write-study.ts";
import { userEnvironment } from "./run-build.ts";

let work = "";
let server: ChildProcess;
let url = "";
let socket: WebSocket;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "dev-"));
  cpSync("content", join(work, "content"), { recursive: true });
  mkdirSync(join(work, "data"));
  writeStudy(join(work, "data"), { mixtures: 4, benchmarks: 3 });
  const options = ["--data", join(work, "data"), "--content", join(work, "content"), "--port", "4700"];
  server = spawn(process.execPath, ["scripts/dev.ts", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
    env: userEnvironment(),
  });
  url = await printed(server, /http:\/\/localhost:\d+\//);
  const client = await (await fetch(`${url}@vite/client`)).text();
  const token = /wsToken = "([^"]+)"/.exec(client)![1]!;
  socket = new WebSocket(`${url.replace("http", "ws")}?token=${token}`, "vite-hmr");
  await once(socket, "open");
});

afterAll(async () => {
  socket?.close();
  if (server && server.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "close");
  }
  rmSync(work, { recursive: true, force: true });
});

function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout!.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const match = pattern.exec(text);
      if (match) resolve(match[0]);
    });
    child.once("close", () => reject(new Error(`ended without ${pattern}: ${text}`)));
  });
}

/** Resolves when the server tells open pages to load again. */
function reloaded(): Promise<void> {
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent) => {
      if ((JSON.parse(String(data)) as { type: string }).type !== "full-reload") return;
      socket.removeEventListener("message", listen);
      resolve();
    };
    socket.addEventListener("message", listen);
  });
}

/** Makes a change, and waits for the reload after which a page is as expected: one of an earlier change may come before. */
async function reloadedUntil(change: () => void, isExpected: () => Promise<boolean>): Promise<void> {
  let reload = reloaded();
  change();
  for (;;) {
    await reload;
    reload = reloaded();
    if (await isExpected()) return;
  }
}

const page = async (path: string) => (await fetch(url + path)).text();

test("a change in the narrative reloads the page, with the new words", async () => {
  const file = join(work, "content", "rq1.md");
  await reloadedUntil(
    () => writeFileSync(file, `${readFileSync(file, "utf8")}\nA sentence that was not there.\n`),
    async () => (await page("rq1/")).includes("A sentence that was not there."),
  );
});

test("a change in the data runs the analysis again and reloads the page, with the new numbers", async () => {
  const path = "estimates/level/accuracy/small/pretrain/";
  const before = await page(path);
  const file = join(work, "data", "results.csv");
  const rows = readFileSync(file, "utf8").split("\n");
  const changed = rows.map((row) =>
    /^mix-1,small,\d+,pretrain,bench-1,/.test(row) ? row.replace(/,[\d.]+,50,/, ",0.98,50,") : row,
  );
  await reloadedUntil(
    () => writeFileSync(file, changed.join("\n")),
    async () => (await page(path)) !== before,
  );
});

test("the Markdown twin that a page names is there, with the numbers of the page", async () => {
  const html = await page("rq1/");
  const [, href] = /<link rel="alternate" type="text\/markdown" href="\/([^"]+)"/.exec(html)!;
  const twin = await fetch(url + href);
  expect(twin.headers.get("Content-Type")).toContain("text/markdown");
  const markdown = await twin.text();
  expect(markdown).toMatch(/^# \S/m);
  expect(markdown).not.toMatch(/<svg|<div/);
  expect((await fetch(`${url}estimates/index.md`)).status).toBe(404);
});

test("downloads are served as they will be built", async () => {
  expect(JSON.parse(await page("data/analysis.json"))).toMatchObject({ schema: 1 });
  expect(await page("data/level.csv")).toMatch(/^id,value,/);
});
