import { readFileSync } from "node:fs";
import { billOfMaterials } from "../src/ci/bill-of-materials.ts";
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
    const bill = billOfMaterials(JSON.parse(readFileSync("package-lock.json", "utf8")));
    writeAtomic(out, bill);
    console.log(`Wrote ${out}: ${JSON.parse(bill).components.length} packages.`);
  },
);
