import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { FaultError } from "../src/faults.ts";
import { releases } from "../src/releases/releases.ts";
import { verdictOf } from "../src/releases/verdict-of.ts";
import { verify } from "../src/releases/verify.ts";
import { releaseStudy } from "../src/site/release-study.ts";
import { runCommand } from "./command.ts";
import { progress } from "./progress.ts";

await runCommand(
  {
    name: "release",
    summary:
      "Freezes the report of the committed data under releases/VERSION, or computes a release again and compares.",
    positionals: "[VERSION]",
    options: {
      data: { type: "string", placeholder: "DIR", description: "the study folder", default: "data" },
      content: { type: "string", placeholder: "DIR", description: "the narrative", default: "content" },
      "data-at": { type: "string", placeholder: "COMMIT", description: "release the data of an older commit" },
      commentary: { type: "string", placeholder: "DIR", description: "say this of the study, not its own commentary" },
      notes: { type: "string", placeholder: "FILE", description: "release notes, Markdown (default: what it holds)" },
      verify: { type: "boolean", description: "recompute VERSION, or every release, and compare each estimate" },
      "verify-data": { type: "string", placeholder: "DIR", description: "verify with these data, not git's history" },
    },
  },
  async ({ data, content, commentary, notes, ...options }, [version, ...rest]) => {
    if (rest.length > 0) throw wrong(`${rest.join(" ")} is one version too many`, "one version");
    if (options.verify) return verifyAll(data, version, options["verify-data"]);
    if (version === undefined) throw wrong("no version is named", "a version, that of study.yaml");
    const made = await releaseStudy(
      { version, data, content, commentary, notes, dataAt: options["data-at"] },
      progress(),
    );
    for (const name of made.withheld)
      console.error(`Left out, because it is not true of these data: commentary/${name}`);
    console.log(
      `Released in ${relative(process.cwd(), made.folder)}. Commit it: git add ${relative(process.cwd(), made.folder)}`,
    );
  },
);

function wrong(value: string, expected: string): FaultError {
  return new FaultError([{ file: "npm run release", value, expected, todo: "See: npm run release -- --help" }]);
}

async function verifyAll(data: string, version: string | undefined, given: string | undefined): Promise<void> {
  const all = releases(data);
  const asked = version === undefined ? all : all.filter((release) => release.version === version);
  if (asked.length === 0) throw wrong(version ? `${version} is no release` : "there is no release", "a release");
  for (const release of asked) {
    const work = mkdtempSync(join(tmpdir(), "magic-correlations-"));
    try {
      const { isSame, lines } = verdictOf(
        release.version,
        await verify(release, { repository: data, data: given, work }),
      );
      for (const line of lines) (isSame ? console.log : console.error)(line);
      if (!isSame) process.exitCode = 1;
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
}
