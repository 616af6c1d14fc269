import type { Git } from "../releases/git.ts";

/**
 * The commit that a change is compared with: where its branch left the one that it goes into. On that branch itself, the commit
 * before.
 *
 * @param named the branch that it goes into; else as GitHub or GitLab tells it, else the default branch of `origin`
 * @throws {FaultError} when git does not know it
 */
export function baseCommit(
  { text }: Pick<Git, "text">,
  named: string | undefined,
  { GITHUB_BASE_REF: branch, CI_MERGE_REQUEST_DIFF_BASE_SHA: sha }: Readonly<Record<string, string | undefined>>,
): string {
  const into = named ?? (branch ? `origin/${branch}` : sha || "origin/HEAD");
  const fork = text("merge-base", "HEAD", into);
  return fork === text("rev-parse", "HEAD") ? text("rev-parse", "HEAD^") : fork;
}
