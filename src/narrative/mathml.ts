import temml from "temml";
import { escapeHtml } from "../figures/escape-html.ts";
import { isOverflow } from "../overflow.ts";

export interface Mathml {
  /** a `<math>` element; empty where the TeX has a problem */
  readonly html: string;
  /** what is wrong, and at which character of the TeX */
  readonly problem: { readonly message: string; readonly offset: number } | null;
}

/**
 * TeX as MathML, which browsers draw and read aloud by themselves; the TeX stays as its text alternative.
 *
 * @param isDisplayed set as a line of its own
 */
export function mathml(tex: string, isDisplayed: boolean): Mathml {
  const deep = tooDeep(tex);
  if (deep !== null) return { html: "", problem: { message: "braces nest too deeply", offset: deep } };
  if (tex.length > LONGEST)
    return { html: "", problem: { message: `${tex.length} characters are too long`, offset: LONGEST } };
  try {
    const drawn = temml.renderToString(tex, {
      displayMode: isDisplayed,
      throwOnError: true,
      strict: true,
      trust: false,
    });
    const alt = escapeHtml(tex.replace(/\s+/g, " ").trim());
    return { html: drawn.replace("<math", `<math alttext="${alt}"`), problem: null };
  } catch (error) {
    if (isOverflow(error)) return { html: "", problem: { message: "commands nest too deeply", offset: 0 } };
    if (!(error instanceof Error && error.name.trim() === "ParseError")) throw error;
    const { message, position } = error as Error & { position?: number };
    const words = message.replace(/\s+at (position \d+|end of input):[\s\S]*$/g, "").trim();
    return { html: "", problem: { message: words, offset: Math.min(position ?? 0, tex.length) } };
  }
}

const LONGEST = 10_000;
const DEEPEST = 100;

/** The character of the brace that is one too deep. */
function tooDeep(tex: string): number | null {
  let depth = 0;
  for (const { 0: mark, index } of tex.matchAll(/\\[\s\S]|[{}]/g)) {
    if (mark === "{") depth++;
    if (mark === "}") depth--;
    if (depth > DEEPEST) return index;
  }
  return null;
}
