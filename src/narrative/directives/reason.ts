import { lookUp } from "../../estimates/look-up.ts";
import type { Directive } from "../directive.ts";
import { text } from "../nodes.ts";

/** `:reason[ID]{else}`: why an estimate is undefined, "one stage only"; `else` where it is defined. */
export const reason: Directive = {
  forms: ["text"],
  label: "the id of an estimate",
  attributes: ["else"],
  expand: ({ label, attributes, report, page, fault }) => {
    const found = lookUp(label, report);
    if (found.kind === "unknown") {
      fault(`:reason[${label}]`, "the id of an estimate", found.suggestion);
      return [];
    }
    if (found.kind === "absent") return [text(found.reason)];
    const { id, value, reason: why } = found.estimate;
    page.quoted.add(id);
    return [text(value === null ? (why ?? "no reason given") : (attributes.else ?? ""))];
  },
};
