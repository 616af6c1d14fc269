import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type ContainerStep, containerSteps, environmentOf } from "../src/ci/container-steps.ts";
import { FaultError } from "../src/faults.ts";
import { runCommand } from "./command.ts";

await runCommand(
  {
    name: "test:container-steps",
    summary:
      "Does what COPY, RUN, ENV and ENTRYPOINT of the Dockerfile say, in an empty folder and without Docker: builds a report.",
    options: {
      data: { type: "string", placeholder: "DIR", description: "the study to build", default: "data" },
    },
  },
  ({ data }) => {
    const root = mkdtempSync(join(tmpdir(), "magic-correlations-container-"));
    try {
      const stages = containerSteps(readFileSync("Dockerfile", "utf8"));
      for (const [name, steps] of stages) {
        mkdirSync(join(root, name), { recursive: true });
        const environment: Record<string, string> = {};
        for (const step of steps) take(step, { stage: name, root, data: resolve(data), environment });
      }
    } finally {
      spawnSync("chmod", ["-R", "u+w", root]);
      rmSync(root, { recursive: true, force: true });
    }
  },
);

interface Place {
  readonly stage: string;
  /** holds a folder for each stage */
  readonly root: string;
  /** the study to build */
  readonly data: string;
  /** what `ENV` has set in the stage so far */
  readonly environment: Record<string, string>;
}

/** Does one step of a stage; every absolute path of it means one below the stage's folder. */
function take(step: ContainerStep, { stage, root, data, environment }: Place): void {
  const inStage = (path: string, of = stage) => join(root, of, path.startsWith("/") ? path : join("app", path));
  console.log(`${stage}: ${step.keyword} ${step.text}`);
  if (step.keyword === "COPY") {
    const from = /--from=(\S+)/.exec(step.text)?.[1];
    const paths = step.text.split(/\s+/).filter((word) => !word.startsWith("--"));
    const target = paths.pop()!;
    for (const path of paths) {
      const name = paths.length === 1 && !target.endsWith("/") ? target : join(target, path.split("/").at(-1)!);
      const source = from === undefined ? resolve(path) : inStage(path, from);
      if (!existsSync(source)) throw failed(`COPY ${path}`, "there is no such file");
      // a stage that is done is of no more use: what is copied from it can as well be moved, in no time
      if (from === undefined) cpSync(source, inStage(name), { recursive: true, verbatimSymlinks: true });
      else {
        mkdirSync(dirname(inStage(name)), { recursive: true });
        renameSync(source, inStage(name));
      }
    }
  } else if (step.keyword === "RUN") {
    // absolute folders of the image are not those of this machine
    const command = step.text.replace(/ (\/\w+)/g, (_, path) => ` ${join(root, stage)}${path}`);
    run("bash", ["-euo", "pipefail", "-c", command], inStage("."), command, environment);
  } else if (step.keyword === "ENV") {
    Object.assign(environment, environmentOf(step));
  } else if (step.keyword === "ENTRYPOINT") {
    const out = join(root, stage, "out", "report");
    const [command, ...arguments_] = (JSON.parse(step.text) as string[]).map((word) =>
      word === "/study" ? data : word === "/out/report" ? out : word,
    );
    // the image's user owns nothing of it: what others may not write to, its owner may not either (root may, whatever is said)
    spawnSync("find", [join(root, stage), "!", "-type", "l", "!", "-perm", "-o+w", "-exec", "chmod", "u-w", "{}", "+"]);
    run(command!, arguments_, inStage("."), step.text, environment);
    if (!existsSync(join(out, "index.html"))) throw failed(step.text, "no report was built");
    console.log(`The report was built in ${out}, with what the image holds and nothing else.`);
  }
}

function run(
  command: string,
  arguments_: readonly string[],
  folder: string,
  shown: string,
  environment: Readonly<Record<string, string>>,
): void {
  // nothing of this repository may help: not its packages, not its Node's neighbours
  const { PATH = "" } = process.env;
  const path = PATH.split(":").filter((part) => !part.includes("node_modules"));
  // nor its user's files; how the network is reached is the machine's affair
  const network = Object.entries(process.env).filter(([name]) => /proxy$|^NODE_EXTRA_CA_CERTS$|^SSL_CERT_/i.test(name));
  const env = {
    ...Object.fromEntries(network),
    PATH: [join(process.execPath, ".."), ...path].join(":"),
    HOME: join(folder, "..", "home"),
    ...environment,
  };
  const { status } = spawnSync(command, arguments_, { cwd: folder, stdio: ["ignore", "inherit", "inherit"], env });
  if (status !== 0) throw failed(shown, `failed with status ${status}`);
}

function failed(file: string, value: string): FaultError {
  return new FaultError([{ file, value, expected: "a step of the image that works", todo: "Mend the Dockerfile." }]);
}
