import { existsSync } from "node:fs";
import { join } from "node:path";
import { FaultError } from "../src/faults.ts";
import { staticServer } from "../src/site/static-server.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "preview",
    summary: "Serves a built report on this machine.",
    options: {
      out: {
        type: "string",
        placeholder: "DIR",
        description: "the folder that `npm run build` wrote",
        default: "dist",
      },
      port: { type: "string", placeholder: "N", description: "the first port to try", default: "4321" },
    },
  },
  async ({ out, port }) => {
    const number = Number(port);
    if (!/^\d+$/.test(port) || number > 65_535) {
      const expected = "a whole number from 0 to 65535";
      throw new FaultError([
        { file: "--port", value: `the port is ${port}`, expected, todo: "Mend the option --port." },
      ]);
    }
    if (!existsSync(join(out, "index.html"))) {
      const todo = "Run npm run build first, or name the folder with --out.";
      throw new FaultError([{ file: out, value: "there is no report", expected: "a built report", todo }]);
    }
    const { url } = await staticServer(out, number);
    console.log(`The report is at ${url} (Ctrl+C ends it)`);
  },
);
