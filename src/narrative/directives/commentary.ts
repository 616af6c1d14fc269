import { OWN_WORDS } from "../../figures/unit-html.ts";
import { studyWords } from "../../study/study-words.ts";
import type { Directive } from "../directive.ts";

/** `::commentary`: what is to be said of this study alone stands here, from its own file; nothing where there is none. Marked where words of the report are replaced: its author's stay. */
export const commentary: Directive = {
  forms: ["leaf"],
  label: null,
  attributes: [],
  expand: ({ page, report, source, fault }) => {
    const own = page.options.commentary;
    if (own && source.file === own.file) {
      fault("::commentary inside a commentary", "prose", "Remove it.");
      return [];
    }
    if (!own) return [];
    if (studyWords(report.study.design) === null) return page.read(own);
    return [{ type: "html", value: OWN_WORDS.start }, ...page.read(own), { type: "html", value: OWN_WORDS.end }];
  },
};
