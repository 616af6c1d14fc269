import { textWidth } from "./text-width.ts";

/** Lines of whole words, each at most `width` CSS pixels where its words allow. */
export function wrapWords(text: string, width: number, size?: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && textWidth(`${line} ${word}`, size) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
