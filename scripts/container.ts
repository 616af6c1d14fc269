import { spawnSync } from "node:child_process";
import { oneFault } from "../src/faults.ts";
import { git } from "../src/releases/git.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "container",
    summary:
      "Builds the container image that builds reports. Its files bear the time of the last commit, so that podman makes the same image anywhere.",
    options: {
      engine: { type: "string", placeholder: "NAME", description: "docker or podman", default: "docker" },
      tag: { type: "string", placeholder: "NAME", description: "what it is called", default: "magic-correlations" },
      twice: { type: "boolean", description: "build it twice without a cache, and compare the images; by podman" },
    },
  },
  ({ engine, tag, twice }) => {
    if (!["docker", "podman"].includes(engine))
      throw oneFault("--engine", engine, "docker or podman", "Name one that is installed.");
    if (twice && engine !== "podman")
      throw oneFault("--twice", engine, "podman", "Docker keeps the time of day in the files: add --engine podman.");
    const seconds = git(process.cwd()).text("log", "-1", "--format=%ct").trim();
    const build = () => buildImage(engine, tag, seconds, twice ? ["--no-cache", "--layers=false"] : []);
    const ids = twice ? [build(), build()] : [build()];
    if (new Set(ids).size > 1) throw oneFault("Dockerfile", ids.join(" and "), "the same image", "Find what differs.");
    console.log(`${tag}: ${ids[0]}${twice ? ", the same bytes twice" : ""}`);
  },
);

/** Builds the `Dockerfile` of this folder and returns the id of the image: the hash of all that is in it. */
function buildImage(engine: string, tag: string, seconds: string, more: readonly string[]): string {
  const stamp = engine === "podman" ? ["--timestamp", seconds] : [];
  const env = { ...process.env, SOURCE_DATE_EPOCH: seconds };
  const { status, error } = spawnSync(engine, ["build", ...stamp, ...more, "--tag", tag, "."], {
    stdio: "inherit",
    env,
  });
  if (status !== 0)
    throw oneFault("Dockerfile", error?.message ?? `status ${status}`, "an image", `Read what ${engine} says above.`);
  return spawnSync(engine, ["image", "inspect", "--format", "{{.Id}}", tag], { encoding: "utf8" }).stdout.trim();
}
