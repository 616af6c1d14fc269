import { existsSync, lstatSync, readFileSync } from "node:fs";
import { type Api, postComment, type WorkflowRun } from "../src/ci/post-comment.ts";
import { aboutRun, safeComment } from "../src/ci/safe-comment.ts";
import { FaultError } from "../src/faults.ts";
import { runCommand } from "./command.ts";

/** Larger than any comment, and small enough to read whole. */
const LARGEST_FILE = 1_000_000;

await runCommand(
  {
    name: "ci:comment",
    summary: "In CI: posts comment.md of a pull request's run as one comment, which the next run updates in place.",
    options: {
      file: { type: "string", placeholder: "FILE", description: "untrusted", default: "dist-comment/comment.md" },
      show: { type: "boolean", description: "print the comment instead of posting it" },
    },
  },
  async ({ file, show }) => {
    if (!existsSync(file)) return console.log(`There is no ${file}: the report of this run could not be built.`);
    const { size, isRegular } = statOf(file);
    if (!isRegular || size > LARGEST_FILE) throw wrong(file, "is no file of a comment");
    const text = safeComment(readFileSync(file, "utf8"));
    if (show) return console.log(text);
    const { GITHUB_TOKEN: token, GITHUB_REPOSITORY: repository, GITHUB_EVENT_PATH: event } = process.env;
    if (!token || !repository || !event) throw wrong("GITHUB_TOKEN, _REPOSITORY or _EVENT_PATH", "is not set");
    const { workflow_run: run } = JSON.parse(readFileSync(event, "utf8")) as { workflow_run: WorkflowRun };
    const number = await postComment(gitHub(token), repository, run, `${text}\n${aboutRun(run)}\n`);
    console.log(number === null ? "No open pull request ends with this commit." : `Posted on #${number}.`);
  },
);

function statOf(path: string): { size: number; isRegular: boolean } {
  const found = lstatSync(path); // a link is not followed
  return { size: found.size, isRegular: found.isFile() };
}

function wrong(value: string, expected: string): FaultError {
  return new FaultError([
    { file: "npm run ci:comment", value: `${value} ${expected}`, expected: "a run of CI", todo: "" },
  ]);
}

function gitHub(token: string): Api {
  const address = process.env.GITHUB_API_URL ?? "https://api.github.com";
  return async (method, path, body) => {
    const answer = await fetch(address + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/vnd.github+json",
        "x-github-api-version": "2022-11-28",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}
