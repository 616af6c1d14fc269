import { readFileSync } from "node:fs";
import { licenceFaults } from "../src/ci/licence-faults.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "licences",
    summary:
      "Compares the licence of every locked package, and which of them run a script when installed, with what is allowed.",
    options: {},
  },
  () => {
    const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
    const { allowScripts } = JSON.parse(readFileSync("package.json", "utf8"));
    const { packages, faults } = licenceFaults(lock, allowScripts);
    if (faults.length === 0)
      return console.log(`All ${packages} packages have an allowed licence, and none runs a script that is not named.`);
    console.error(faults.join("\n"));
    process.exitCode = 1;
  },
);
