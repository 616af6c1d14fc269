import { FaultError } from "../src/faults.ts";
import { reportPdf } from "../src/site/report-pdf.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "pdf",
    summary: "Prints a built report to one PDF, with page numbers and an outline.",
    options: {
      report: {
        type: "string",
        placeholder: "DIR",
        description: "the folder that `npm run build` wrote",
        default: "dist",
      },
      out: { type: "string", placeholder: "FILE", description: "the PDF (default: report.pdf in the report's folder)" },
      format: { type: "string", placeholder: "FORMAT", description: "the paper, A4 or Letter", default: "A4" },
    },
  },
  async ({ report, out, format }) => {
    if (format !== "A4" && format !== "Letter") {
      const expected = "A4 or Letter";
      throw new FaultError([
        { file: "--format", value: `the format is ${format}`, expected, todo: "Mend the option --format." },
      ]);
    }
    const file = out ?? `${report}/report.pdf`;
    await reportPdf({ report, file, format });
    console.log(`The report is in ${file}.`);
  },
);
