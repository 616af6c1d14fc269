import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { shortLinkAddress } from "./short-link-address.ts";

/**
 * Serves a folder of pages on this machine: `/rq1` goes to `/rq1/`, as on any static host, and what is not there gets the
 * folder's 404 page; a short link of an estimate goes to its line. Without a cache, so that a new build shows on reload.
 *
 * @param port the first to try; the next free one is taken
 * @returns the server, listening, and its address
 */
export async function staticServer(folder: string, port: number): Promise<{ server: Server; url: string }> {
  const serve = sirv(folder, { dev: true, dotfiles: false });
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    const shortLink = shortLinkAddress(pathname);
    if (shortLink !== null && !existsSync(join(folder, pathname))) {
      response.writeHead(302, { Location: shortLink }).end();
      return;
    }
    if (!pathname.endsWith("/") && !/\.\w+$/.test(pathname)) {
      response.writeHead(308, { Location: `.${pathname.slice(pathname.lastIndexOf("/"))}/${search}` }).end();
      return;
    }
    serve(request, response, () => {
      const page = join(folder, "404.html");
      response.writeHead(404, { "Content-Type": "text/html; charset=utf-8" });
      response.end(existsSync(page) ? readFileSync(page) : "Not found");
    });
  });
  const free = await listen(server, port, port + 100);
  return { server, url: `http://localhost:${free}/` };
}

function listen(server: Server, port: number, last: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const taken = (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" && port < last) listen(server, port + 1, last).then(resolve, reject);
      else reject(error);
    };
    server.once("error", taken).listen(port, "127.0.0.1", () => {
      server.off("error", taken);
      resolve((server.address() as { port: number }).port);
    });
  });
}
