import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { FaultError } from "../src/faults.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "ci:publish",
    summary: "In CI, on a tag: a release of the repository with the report as an archive, its SBOM, and its notes.",
    positionals: "VERSION",
    options: {
      report: { type: "string", placeholder: "DIR", description: "the built report", default: "dist" },
      sbom: { type: "string", placeholder: "FILE", description: "the bill of materials", default: "dist-sbom.json" },
      dry: { type: "boolean", description: "make the archive, publish nothing" },
    },
  },
  ({ report, sbom, dry }, [version]) => {
    if (version === undefined || !/^[\w.-]+$/.test(version)) {
      const value = `${version ?? "nothing"} is no version`;
      throw new FaultError([{ file: "npm run ci:publish", value, expected: "the tag", todo: "Name a version." }]);
    }
    const archive = `dist-${version}.tar.gz`;
    // the same bytes from the same report: names in order, no owner, no time
    run("bash", [
      "-c",
      'tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf - -C "$1" . | gzip -n9 > "$2"',
      "-",
      report,
      archive,
    ]);
    if (dry) return console.log(`Made ${archive}`);
    const notes = join("data", "releases", version, "notes.md");
    run("gh", ["release", "create", version, "--verify-tag", "--title", version, "--notes-file", notes, archive, sbom]);
  },
);

function run(command: string, arguments_: readonly string[]): void {
  const { status } = spawnSync(command, arguments_, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} failed with status ${status}`);
}
