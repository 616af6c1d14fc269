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
  // a number is one word: it may stand in a second line, but not be in two
  const isNumber = (text: string) => /^[−+<]?[\d.,]+$/.test(text.trim());
  const tops = (cell: Element) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return [...range.getClientRects()].map(({ top }) => top);
  };
  const split = [...document.querySelectorAll("td")].filter(
    (cell) => isNumber(cell.textContent) && Math.max(...tops(cell)) - Math.min(...tops(cell)) > 4,
  ).length;
  const arrows = [...document.querySelectorAll(".sort")].filter(
    (button) => getComputedStyle(button, "::after").display !== "none",
  ).length;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return [
    ...tall,
    ...(cut > 0 ? [`${cut} parts of figures may be cut`] : []),
    ...(split > 0 ? [`${split} numbers are split`] : []),
    ...(arrows > 0 ? [`${arrows} heads have an arrow`] : []),
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

test("reportPdf(A4) prints the narrative, guidance and claims to one PDF of A4 sheets, with an outline", async () => {
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
  const titles = [...pdf.matchAll(/\/Dest *\/?\(?([\w.-]+)/g)].map(([, name]) => name!.split(".")[0]);
  for (const name of ["overview", "rq1", "guidance"]) expect(titles).toContain(name);
});
