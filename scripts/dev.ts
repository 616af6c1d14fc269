import { devServer } from "../src/site/dev-server.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "dev",
    summary: "Serves the report with live reload: a change in the data, the narrative or the code shows by itself.",
    options: {
      data: { type: "string", placeholder: "DIR", description: "the study folder", default: "data" },
      content: { type: "string", placeholder: "DIR", description: "the narrative", default: "content" },
      port: { type: "string", placeholder: "N", description: "the first port to try", default: "4321" },
    },
  },
  async ({ port, ...folders }) => devServer({ ...folders, port: Number(port) }),
);
