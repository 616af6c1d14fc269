import temml from "temml";
import { escapeHtml } from "../figures/escape-html.ts";

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
    if (!(error instanceof Error && error.name.trim() === "ParseError")) throw error;
    const { message, position } = error as Error & { position?: number };
    const words = message.replace(/\s+at (position \d+|end of input):[\s\S]*$/g, "").trim();
    return { html: "", problem: { message: words, offset: Math.min(position ?? 0, tex.length) } };
  }
}
