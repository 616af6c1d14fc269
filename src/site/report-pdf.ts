import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FaultError } from "../faults.ts";
import { writeAtomic } from "../files.ts";
import { boundPages } from "./bound-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { PRINTED } from "./navigation.ts";
import { staticServer } from "./static-server.ts";

export interface PdfOptions {
  /** the folder that a build wrote */
  readonly report: string;
  /** the file to write; an earlier one is replaced when the new one is whole */
  readonly file: string;
  readonly format: "A4" | "Letter";
}

/** At the foot of every sheet: its number, and how many there are. */
const FOOTER = `<div style="width: 100%; padding: 0 17mm; font: 8px system-ui, sans-serif; text-align: right; color: #6a6964">
<span class="pageNumber"></span> / <span class="totalPages"></span></div>`;

/**
 * Prints a built report to one PDF: the narrative with its guidance and its claims, in reading order, with page numbers, an outline of
 * the headings, and figures that are never cut; the data of figures stay on the site.
 *
 * @throws {FaultError} when there is no built report; {Error} when no browser can be started
 */
export async function reportPdf({ report, file, format }: PdfOptions): Promise<void> {
  const pages = PRINTED.flatMap(({ href }) => {
    const path = join(report, href, "index.html");
    return existsSync(path) ? [{ href, html: readFileSync(path, "utf8") }] : [];
  });
  if (pages.length === 0) {
    const todo = "Run npm run build first, or name the folder with --report.";
    throw new FaultError([{ file: report, value: "there is no report", expected: "a built report", todo }]);
  }
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(pages[0]!.html)?.[1];
  const { server, url } = await staticServer(report, 4400);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.route(`${url}*.bound`, (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body: boundPages(pages, canonical) }),
    );
    await page.goto(`${url}report.bound`);
    const pdf = await page.pdf({
      format,
      preferCSSPageSize: false,
      printBackground: true,
      outline: true,
      tagged: true,
      displayHeaderFooter: true,
      headerTemplate: "<span></span>",
      footerTemplate: FOOTER,
    });
    writeAtomic(file, pdf);
  } finally {
    await browser.close();
    server.close();
  }
}
