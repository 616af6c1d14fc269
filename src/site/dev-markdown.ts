import type { IncomingMessage, ServerResponse } from "node:http";
import { absoluteAddress } from "./absolute-address.ts";
import { pageKind } from "./page-kind.ts";
import { pageMarkdown } from "./page-markdown.ts";
import { relativeLinks } from "./relative-links.ts";
import { siteReport } from "./site-report.ts";

/**
 * Serves the Markdown twin of a page (`/rq1/index.md`) while the report is written: made of the page as it is now, by what a
 * build makes it with. Pages without a twin, and all else, are left to who comes next.
 *
 * @param port of this server, known once it listens
 */
export function devMarkdown(port: () => number | undefined) {
  return async (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): Promise<void> => {
    const path = /^(\/(?:[^?#]*\/)?)index\.md(?:\?|$)/.exec(request.url ?? "")?.[1];
    const own = port();
    if (path === undefined || own === undefined || pageKind(path) === null) return next();
    try {
      const page = await fetch(`http://localhost:${own}${path}`);
      if (!page.ok) return next();
      const html = relativeLinks(await page.text(), `${path.slice(1)}index.html`);
      const { title, version } = siteReport().study.design;
      const from = { address: absoluteAddress(path) ?? path, study: `${title}, version ${version}` };
      response.setHeader("Content-Type", "text/markdown; charset=utf-8").end(pageMarkdown(html, from));
    } catch (error) {
      next(error);
    }
  };
}
