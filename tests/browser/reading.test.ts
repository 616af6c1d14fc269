import { afterAll, beforeAll } from "vitest";
import { conditions } from "./conditions.ts";
import { enhancements } from "./enhancements.ts";
import { lighthouseScores } from "./lighthouse.ts";
import { type OpenReport, openReport } from "./open-report.ts";

let report: OpenReport;
beforeAll(async () => {
  report = await openReport(5500);
});
afterAll(() => report?.close());

lighthouseScores(() => report);
enhancements(() => report);
conditions(() => report);
