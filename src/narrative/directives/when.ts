import type { Directive } from "../directive.ts";
import { text } from "../nodes.ts";
import { readCondition } from "../read-condition.ts";

/**
 * `:::when{test="…" unless="…"}` around blocks, `:when[…]{test="…" unless="…" else="…"}` in a line: kept when `test` is true
 * and `unless` is not; *cannot tell* is not true. In a line, `else` stands in place of what is dropped.
 */
export const when: Directive = {
  forms: ["text", "container"],
  label: null,
  attributes: ["test", "unless", "else"],
  expand: (use) => {
    const { attributes, node, form, fault } = use;
    if (attributes.test === undefined && attributes.unless === undefined) {
      fault(`${form === "text" ? ":" : ":::"}when without condition`, 'test="…" or unless="…"', "Say when it is kept.");
      return [];
    }
    if (attributes.else !== undefined && form === "container")
      fault("else on a block", "no attribute", "Write a second block with unless.");
    const isKept =
      (attributes.test === undefined || readCondition(use, "test") === true) &&
      (attributes.unless === undefined || readCondition(use, "unless") !== true);
    if (isKept) return node.children;
    return attributes.else !== undefined && form === "text" ? [text(attributes.else)] : [];
  },
};
