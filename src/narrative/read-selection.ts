import type { Estimate } from "../estimates/estimate.ts";
import { select } from "../estimates/select.ts";
import type { DirectiveUse } from "./directive.ts";
import { readCondition } from "./read-condition.ts";

export interface ReadSelection {
  /** all that the glob matches, by id */
  readonly all: readonly Estimate[];
  /** those of them for which `where` is true; all without `where`. *Cannot tell* is not true */
  readonly chosen: readonly Estimate[];
}

/** The estimates that a directive's label selects, and its attribute `where` chooses. @returns null after a fault */
export function readSelection(use: DirectiveUse): ReadSelection | null {
  const { estimates: all, fault } = select(use.label, use.report);
  if (fault !== null) {
    use.fault(`:${use.node.name}[${use.label}]`, "ids of estimates, with * for any part", fault);
    return null;
  }
  for (const { id } of all) use.page.quoted.add(id);
  if (use.attributes.where === undefined) return { all, chosen: all };
  const before = use.page.faults.length;
  const chosen: Estimate[] = [];
  for (const estimate of all) {
    if (readCondition(use, "where", estimate) === true) chosen.push(estimate);
    if (use.page.faults.length > before) return null; // the same for every element
  }
  return { all, chosen };
}
