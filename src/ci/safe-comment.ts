/** The first line of our comment: by it the comment is found again. Invisible in the rendered comment. */
export const MARK = "<!-- magic-correlations: what changes in the report -->";

/** GitHub takes comments of up to 65,536 characters. */
const LONGEST = 60_000;

/** The run that a comment is about: words of GitHub's own, which nobody else chooses. */
export interface CommentedRun {
  readonly head_sha: string;
  /** `success`, `failure`, … */
  readonly conclusion: string;
}

/** Which commit a comment is about, and that its run failed, where it did: after a later push the comment is of an earlier commit. */
export function aboutRun({ head_sha, conclusion }: CommentedRun): string {
  const ended = conclusion === "success" ? "" : ` Its run ended with ${conclusion}.`;
  return `What ${head_sha} changes in the report.${ended}`;
}

/**
 * Text from a pull request, which may be anybody's, as a comment that this repository posts: it calls nobody, refers to no issue,
 * loads no picture, holds no link and no HTML but folding. What is too long is cut at a line.
 *
 * @param text untrusted Markdown
 * @returns the comment with `MARK` as its first line
 */
export function safeComment(text: string): string {
  const plain = text
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go; the marks that turn text around as well
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, " ");
  const safe = plain
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/<(?!\/?(?:details|summary)>)/g, "&lt;")
    .replace(/@(?=\w)/g, "@\u200b")
    .replace(/(#|\bGH-)(?=\d)/gi, "$1\u200b")
    .replace(/\b([0-9a-f]{6})(?=[0-9a-f]+\b)/g, "$1\u200b") // a commit's hash
    .replace(/(https?|ftp|mailto|javascript|data|xmpp):/gi, "$1\u200b:")
    .replace(/www\./gi, "www\u200b.")
    .replace(/\](?=[[(:])/g, "]\u200b");
  return `${MARK}\n${safe.length > LONGEST ? `${cut(safe)}\n… cut here.\n` : safe}`;
}

/** At the end of a line where there is one; else anywhere: what is cut is no more than what was safe before. */
function cut(text: string): string {
  return text.slice(0, text.lastIndexOf("\n", LONGEST - 1) + 1 || LONGEST);
}
