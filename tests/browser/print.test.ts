import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportPdf } from "../../src/site/report-pdf.ts";
import { type OpenReport, openReport, openWindow } from "./open-report.ts";
import { kindsOf } from "./page-kinds.ts";

let report: OpenReport;
beforeAll(async () => {
  report = await openReport(5700);
});
afterAll(() => report?.close());

/** What is wrong with a page in print, its figures no higher than a sheet; runs in the browser. */
function printFaults(sheet: number): string[] {
  const blocks = [...document.querySelectorAll<HTMLElement>("figure > .head, figure > .wide, figure > .caption")];
  const cut = blocks.filter((block) => getComputedStyle(block).breakInside !== "avoid").length;
  const tall = [...document.querySelectorAll<HTMLElement>("figure")].flatMap((figure) => {
    const parts = [".head", ".wide", ".caption"].flatMap((part) => figure.querySelector(part) ?? []);
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const size = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
    return size > sheet ? [`${figure.id} is ${Math.round(size)} px high`] : [];
  });
  const closed = [...document.querySelectorAll("details table")].filter((table) => !table.checkVisibility()).length;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return [
    ...tall,
    ...(cut > 0 ? [`${cut} parts of figures may be cut`] : []),
    ...(closed > 0 ? [`${closed} tables are hidden`] : []),
    ...(wide > 0 ? [`wider than the sheet by ${wide} px`] : []),
  ];
}

describe("in print", () => {
  /** A4 and Letter without the margins of `@page`, in CSS pixels. */
  const SHEETS = { A4: [665, 986], Letter: [688, 920] } as const;

  test("a figure fits on a sheet of A4 and Letter and is not cut, notes and tables are open", async () => {
    const context = await openWindow(report, SHEETS.A4[0]);
    const page = await context.newPage();
    await page.emulateMedia({ media: "print" });
    const found: string[] = [];
    for (const path of kindsOf(report)) {
      await page.goto(report.url + path);
      for (const [sheet, [width, height]] of Object.entries(SHEETS)) {
        await page.setViewportSize({ width, height: 900 });
        const faults = await page.evaluate(printFaults, height);
        found.push(...faults.map((fault) => `/${path} on ${sheet}: ${fault}`));
      }
    }
    await context.close();
    expect(found).toEqual([]);
  });
});

test("reportPdf(A4) prints the narrative to one PDF of A4 sheets, with an outline", async () => {
  const file = join(report.folder, "..", "report.pdf");
  await reportPdf({ report: report.folder, file, format: "A4" });
  const pdf = readFileSync(file, "latin1");
  expect(pdf.slice(0, 5)).toBe("%PDF-");
  const sheets = [...pdf.matchAll(/\/MediaBox *\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
    [width, height].map((points) => Math.round((Number(points) / 72) * 25.4)).join(" × "),
  );
  expect(sheets.length).toBeGreaterThan(6);
  expect(new Set(sheets)).toEqual(new Set(["210 × 297"]));
  expect(pdf).toContain("/Outlines");
});
