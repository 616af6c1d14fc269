/** Characters that do not read as they are: control characters, ends of lines, and those that turn the direction of text around. */
export const UNSEEN = String.raw`\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069`;

const MASKED = new RegExp(String.raw`[${UNSEEN}]|(?<=^\s*):(?=:)|(?<=##)\[`, "gu");

/**
 * Text from anybody as one line for a terminal or the log of CI: what is not seen becomes `\u001b`, `\n` and the like, and so does
 * what would begin a command of GitHub's log, `::` at the start of a line and `##[` anywhere.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function printable(text: string): string {
  return text.replace(MASKED, (one) => NAMED[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
