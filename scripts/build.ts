import { FaultError } from "../src/faults.ts";
import { buildReport } from "../src/site/build-report.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

await runCommand(
  {
    name: "build",
    summary:
      "Analyses a study and renders its report: a folder of static pages. What was there stays until the new one is whole.",
    options: {
      data: { type: "string", placeholder: "DIR", description: "the study folder", default: "data" },
      content: { type: "string", placeholder: "DIR", description: "the narrative", default: "content" },
      out: { type: "string", placeholder: "DIR", description: "the folder that becomes the report", default: "dist" },
      base: {
        type: "string",
        placeholder: "PATH",
        description: "where it will be served, such as /report/",
        default: "/",
      },
      analysis: { type: "string", placeholder: "FILE", description: "render this analysis.json instead of analysing" },
      zoom: {
        type: "string",
        placeholder: "N",
        description: "pixels of a PNG per pixel of its drawing; less is quicker",
        default: "2",
      },
    },
  },
  async ({ base, zoom, ...options }) => {
    if (!/^\/([\w.~-]+\/)*$/.test(base)) {
      const expected = "a path with a slash at both ends, such as /report/";
      throw new FaultError([
        { file: "--base", value: `the base is ${base}`, expected, todo: "Mend the option --base." },
      ]);
    }
    if (!(Number(zoom) > 0 && Number(zoom) <= 8)) {
      const expected = "a number above 0, at most 8";
      throw new FaultError([
        { file: "--zoom", value: `the zoom is ${zoom}`, expected, todo: "Mend the option --zoom." },
      ]);
    }
    await buildReport({ ...options, base, zoom: Number(zoom) }, progress());
    const isDefault = options.out === "dist";
    console.log(
      `The report is in ${options.out}. Look at it: npm run preview${isDefault ? "" : ` -- --out ${options.out}`}`,
    );
  },
);
