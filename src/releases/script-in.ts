/**
 * What would run in a reader's browser in markup that should hold words and drawings alone: an element that loads or runs
 * something, an attribute of an event, an address that is a program. Conservative: what looks like one counts.
 *
 * @returns the beginning of the first, or null
 */
export function scriptIn(markup: string): string | null {
  for (const pattern of [ELEMENT, EVENT, ADDRESS]) {
    const found = pattern.exec(markup);
    if (found) return found[0].replace(/\s+/g, " ").slice(-60);
  }
  return null;
}

const ELEMENT =
  /<(?:script|iframe|object|embed|base|link|meta(?=[^>]*http-equiv)|form|foreignObject|animate|set|style|handler)\b/i;
/** Quoted values are stepped over, so that words in them do not count. */
const EVENT = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*?[\s/"']on[a-z]+\s*=/i;
const ADDRESS = /(?:href|src|action|data|to|values)\s*=\s*["']?[^\w#/.]*(?:j\s*a\s*v\s*a|v\s*b)\s*script:/i;
