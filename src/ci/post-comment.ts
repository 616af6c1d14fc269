import { type CommentedRun, MARK } from "./safe-comment.ts";

/** The run of the pull-request workflow that a comment is about, as GitHub tells it to a `workflow_run` workflow. */
export interface WorkflowRun extends CommentedRun {
  readonly head_branch: string;
  readonly head_repository: { readonly owner: { readonly login: string } };
}

/** Sends a request to GitHub's REST API and returns what it answers; throws for any other answer than a good one. */
export type Api = (method: "GET" | "POST" | "PATCH", path: string, body?: unknown) => Promise<unknown>;

/**
 * Posts a comment on the pull request whose last commit a run was about, in the place of our earlier comment if there is one.
 * Which pull request that is comes from GitHub alone, never from what the run made.
 *
 * @param repository `owner/name`
 * @param text what `safeComment` returns
 * @returns the number of the pull request; null where none is open, or where its last commit is another by now
 */
export async function postComment(
  api: Api,
  repository: string,
  run: WorkflowRun,
  text: string,
): Promise<number | null> {
  const head = encodeURIComponent(`${run.head_repository.owner.login}:${run.head_branch}`);
  const open = (await api("GET", `/repos/${repository}/pulls?state=open&head=${head}&per_page=100`)) as Pull[];
  const pull = open.find((one) => one.head.sha === run.head_sha);
  if (!pull) return null;
  const comments = `/repos/${repository}/issues/${pull.number}/comments`;
  const old = await ownComment(api, comments);
  if (old === null) await api("POST", comments, { body: text });
  else await api("PATCH", `/repos/${repository}/issues/comments/${old}`, { body: text });
  return pull.number;
}

interface Pull {
  readonly number: number;
  readonly head: { readonly sha: string };
}

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly type: string } | null;
}

/** Our comment: with our mark, by a bot, since anybody can write the mark. */
async function ownComment(api: Api, comments: string): Promise<number | null> {
  for (let page = 1; page <= 30; page++) {
    const some = (await api("GET", `${comments}?per_page=100&page=${page}`)) as Comment[];
    const own = some.find(({ body, user }) => user?.type === "Bot" && body.startsWith(MARK));
    if (own) return own.id;
    if (some.length < 100) break;
  }
  return null;
}
