import { sha256 } from "../files.ts";

/**
 * The hash of what a piece of HTML shows: its words and numbers in order, without tags, comments and the width of white
 * space. Two pieces have the same hash when a reader reads the same in both, however they are marked up or styled.
 *
 * @returns sha256 in hexadecimal
 */
export function shownWords(html: string): string {
  const text = html.replace(/<!--[\s\S]*?-->|<(?:[^"'>]|"[^"]*"|'[^']*')*>/g, " ");
  return sha256(text.replace(/\s+/g, " ").trim());
}
