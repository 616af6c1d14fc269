import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { FaultError } from "../src/faults.ts";
import { git } from "../src/releases/git.ts";
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
      made: { type: "boolean", description: "the archive is there already" },
    },
  },
  ({ report, sbom, dry, made }, [version]) => {
    if (version === undefined || !/^[\w.-]+$/.test(version)) {
      const value = `${version ?? "nothing"} is no version`;
      throw new FaultError([{ file: "npm run ci:publish", value, expected: "the tag", todo: "Name a version." }]);
    }
    const archive = `dist-${version}.tar.gz`;
    if (!made) archiveOf(report, archive);
    if (dry) return console.log(`Made ${archive}`);
    // anybody who may push a tag could put it on another branch; git ends with a fault where it is not on main
    git(process.cwd()).text("merge-base", "--is-ancestor", "HEAD", "origin/main");
    const notes = join("data", "releases", version, "notes.md");
    const text = ["--title", version, "--notes-file", notes];
    // a run that is repeated finds the release of the one before
    const isThere = spawnSync("gh", ["release", "view", version], { stdio: "ignore" }).status === 0;
    if (isThere) {
      run("gh", ["release", "edit", version, ...text]);
      run("gh", ["release", "upload", version, "--clobber", archive, sbom]);
    } else run("gh", ["release", "create", version, "--verify-tag", ...text, archive, sbom]);
  },
);

/** The same bytes from the same report: names in order, no owner, no time. */
function archiveOf(report: string, archive: string): void {
  const script = 'tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf - -C "$1" . | gzip -n9 > "$2"';
  run("bash", ["-euo", "pipefail", "-c", script, "-", report, archive]);
}

function run(command: string, arguments_: readonly string[]): void {
  const { status } = spawnSync(command, arguments_, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} failed with status ${status}`);
}
