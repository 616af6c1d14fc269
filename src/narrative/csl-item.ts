import { z } from "zod";
import { shownLines, shownText } from "../study/shown-text.ts";

/** The style takes time with the square of a text's length. */
const LONGEST = 1_000;
const LONGEST_UNSHOWN = 5_000;
const short = `a text of at most ${LONGEST} characters`;
const text = shownText.min(1, "a text").max(LONGEST, short);
const name = z.union(
  [z.strictObject({ family: text, given: text.optional() }), z.strictObject({ literal: text })],
  "family and given name, or literal",
);
const names = z.array(name, "a list of names").min(1, "at least one name");
const date = z.strictObject(
  { "date-parts": z.tuple([z.tuple([z.int()], z.int())]) },
  "a date such as {date-parts: [[1904]]}",
);

/** One source in CSL-JSON: what this project asks of it; any further variable of CSL may stand beside, as text or number. */
export const cslItemSchema = z
  .object({
    id: z.string("a key such as spearman-1904").regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a key such as spearman-1904"),
    type: z
      .string("a type of CSL such as article-journal")
      .regex(/^[a-z]+([-_][a-z]+)*$/, "a type of CSL such as article-journal"),
    title: text,
    author: names,
    editor: names.optional(),
    issued: date.optional(),
    URL: z
      .url({ protocol: /^https?$/, error: "a web address" })
      .and(text)
      .optional(),
    DOI: z.string("a DOI, beginning with 10.").startsWith("10.", "a DOI, beginning with 10.").and(text).optional(),
  })
  // an abstract or a note may be long, and have lines
  .catchall(
    z.union(
      [shownLines.max(LONGEST_UNSHOWN, `a text of at most ${LONGEST_UNSHOWN} characters`), z.number()],
      "a text or a number",
    ),
  );

export type CslItem = z.infer<typeof cslItemSchema>;
