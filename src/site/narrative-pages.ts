import type { Figure } from "../figures/figure.ts";
import { PLACES } from "./navigation.ts";

/** A page of the narrative, compiled: what the site lays out. */
export interface NarrativePage {
  /** the name of its Markdown file: `rq1` */
  readonly name: string;
  readonly href: string;
  readonly title: string;
  readonly kicker: string | null;
  /** HTML of the answer up front */
  readonly answer: string | null;
  /** the answer as plain text */
  readonly description: string;
  readonly html: string;
  readonly headings: readonly { readonly id: string; readonly text: string; readonly depth: number }[];
  readonly figures: readonly Figure[];
}

export function narrativePages(): NarrativePage[] {
  return PLACES.flatMap(({ href, title, content: name }) =>
    name
      ? [
          {
            name,
            href,
            title,
            kicker: title,
            answer: "<p>Yes, in three of five categories.</p>",
            description: title,
            html: `<h2 id="a">A</h2><p>Text. <small class="note"><b>1</b> A note.</small></p><h2 id="b">B</h2>`,
            headings: [
              { id: "a", text: "A", depth: 2 },
              { id: "b", text: "B", depth: 2 },
            ],
            figures: [],
          },
        ]
      : [],
  );
}
