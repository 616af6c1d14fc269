import { spawnSync } from "node:child_process";
import { writeAtomic } from "../src/files.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "sbom",
    summary: "Writes the bill of materials of what builds the report: every locked package, as CycloneDX.",
    options: {
      out: { type: "string", placeholder: "FILE", description: "where it goes", default: "dist-sbom.json" },
    },
  },
  ({ out }) => {
    const arguments_ = ["sbom", "--sbom-format=cyclonedx", "--package-lock-only", "--omit=dev"];
    const { status, stdout, stderr } = spawnSync("npm", arguments_, { encoding: "utf8", maxBuffer: 1e8 });
    if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
    const bill = JSON.parse(stdout);
    // the same lock file gives the same bytes: no serial number, no time
    delete bill.serialNumber;
    delete bill.metadata?.timestamp;
    writeAtomic(out, `${JSON.stringify(bill, null, 1)}\n`);
    console.log(`Wrote ${out}: ${bill.components.length} packages.`);
  },
);
