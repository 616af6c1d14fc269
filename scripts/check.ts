import { checkClaims } from "../src/site/check-claims.ts";
import { unmetClaim } from "../src/site/unmet-claim.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

await runCommand(
  {
    name: "check",
    summary:
      "Compares the claims of the narrative with the numbers of the study, and names those that are not as expected.",
    options: {
      data: { type: "string", placeholder: "DIR", description: "the study folder", default: "data" },
      content: { type: "string", placeholder: "DIR", description: "the narrative", default: "content" },
      analysis: { type: "string", placeholder: "FILE", description: "use this analysis.json instead of analysing" },
    },
  },
  async (options) => {
    const { claims, unmet } = await checkClaims(options, progress());
    if (unmet.length === 0) {
      console.log(`${claims === 1 ? "The claim is" : `All ${claims} claims are`} as expected.`);
      return;
    }
    console.error(unmet.map(unmetClaim).join("\n"));
    console.error(`${unmet.length} of ${claims} claims ${unmet.length === 1 ? "is" : "are"} not as expected.`);
    process.exitCode = 1;
  },
);
