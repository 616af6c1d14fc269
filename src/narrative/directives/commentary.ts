import type { Directive } from "../directive.ts";

/** `::commentary`: what is to be said of this study alone stands here, from its own file; nothing where there is none. */
export const commentary: Directive = {
  forms: ["leaf"],
  label: null,
  attributes: [],
  expand: ({ page, source, fault }) => {
    const own = page.options.commentary;
    if (own && source.file === own.file) {
      fault("::commentary inside a commentary", "prose", "Remove it.");
      return [];
    }
    return own ? page.read(own) : [];
  },
};
