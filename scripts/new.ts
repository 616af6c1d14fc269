import { FaultError } from "../src/faults.ts";
import { IMPORTERS } from "../src/importers/importers.ts";
import { newStudy, newStudyFrom } from "../src/importers/new-study.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";
import { tellImport } from "./tell-import.ts";

await runCommand(
  {
    name: "new",
    summary:
      "Makes a fresh study folder: a commented study.yaml, example rows, a note and a CI workflow; or one from logs in one go.",
    positionals: "DIR [PATH…]",
    options: {
      from: {
        type: "string",
        placeholder: "FORMAT",
        description: `read the logs at PATH…: ${IMPORTERS.map(({ name }) => name).join(", ")}`,
      },
      map: { type: "string", placeholder: "FILE", description: "which model is what, as for npm run import" },
    },
  },
  async ({ from, map }, [folder, ...paths]) => {
    if (folder === undefined || (from === undefined) !== (paths.length === 0)) {
      const value = folder === undefined ? "DIR is missing" : "--from and the paths of logs belong together";
      const expected = "npm run new -- DIR, or npm run new -- DIR --from FORMAT PATH…";
      throw new FaultError([{ file: "new", value, expected, todo: "See npm run new -- --help." }]);
    }
    if (from === undefined) {
      await newStudy(folder);
      console.error(
        `wrote ${folder}; its README.md says what is what. Next: npm run build -- --data ${folder} --out ${folder}-report`,
      );
      return;
    }
    const { step, done } = progress();
    const result = await newStudyFrom(folder, { format: from, paths, map: map ?? null }, step);
    tellImport(result, {
      done,
      folder,
      draft:
        "Save this draft (npm run --silent new -- … > map.yaml), fill in every ?, and give it with --map FILE. Nothing was written.",
    });
    if (result.kind === "draft") process.exitCode = 1;
  },
);
