/**
 * What would run in a reader's browser in markup that should hold words and drawings alone: an element that loads or runs
 * something, an attribute of an event, an address that is a program, a tag that never ends. Tags are read as browsers read
 * them: a value is quoted only after `=`, and what stands in it is no tag. In time that grows with the text alone.
 *
 * @returns the beginning of the first, or null
 */
export function scriptIn(markup: string): string | null {
  for (let at = markup.indexOf("<"); at !== -1; ) {
    if (markup.startsWith("<!--", at)) {
      at = markup.indexOf("-->", at);
    } else if (LETTER.test(markup[at + 1] ?? "")) {
      const end = endOfTag(markup, at + 1);
      const tag = markup.slice(at + 1, end);
      if (end === -1 || isProgram(tag)) return markup.slice(at, at + 60).replace(/\s+/g, " ");
      at = end;
    }
    at = at === -1 ? -1 : markup.indexOf("<", at + 1);
  }
  return null;
}

/** Where the tag that begins before `from` ends: the place of its `>`, or −1. */
function endOfTag(markup: string, from: number): number {
  for (let at = from; at < markup.length; at++) {
    const letter = markup[at];
    if (letter === ">") return at;
    if (letter !== "=") continue;
    while (SPACE.test(markup[at + 1] ?? "")) at++;
    const quote = markup[at + 1];
    if (quote !== '"' && quote !== "'") continue;
    at = markup.indexOf(quote, at + 2);
    if (at === -1) return -1;
  }
  return -1;
}

/** Whether a tag, without its brackets, loads or runs something. */
function isProgram(tag: string): boolean {
  if (ELEMENT.test(tag) || ADDRESS.test(tag)) return true;
  return MAYBE_EVENT.test(tag) && EVENT.test(tag.replace(/=\s*(?:"[^"]*"|'[^']*')/g, '=""'));
}

const LETTER = /[a-z]/i;
const SPACE = /\s/;
const ELEMENT =
  /^(?:(?:script|iframe|object|embed|base|link|form|foreignObject|animate\w*|set|style|handler)\b(?!-)|meta\b[\s\S]*http-equiv)/i;
const MAYBE_EVENT = /on[a-z]+\s*=/i;
const EVENT = /[\s/"']on[a-z]+\s*=/i;
const ADDRESS = /(?:href|src|action|data|to|values)\s*=\s*["']?[^\w#/.]*(?:j\s*a\s*v\s*a|v\s*b)\s*script:/i;
