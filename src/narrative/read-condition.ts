import { condition } from "../claims/condition.ts";
import type { Estimate } from "../estimates/estimate.ts";
import type { DirectiveUse } from "./directive.ts";

/**
 * Decides the condition in an attribute of a directive; its problems become faults at their characters.
 *
 * @returns null for *cannot tell*, and for a condition with problems
 */
export function readCondition(use: DirectiveUse, attribute: string, element?: Estimate): boolean | null {
  const { truth, asked, problems } = condition(use.attributes[attribute] ?? "", use.report, element);
  for (const { start, message, todo } of problems)
    use.fault(`${attribute}: ${message}`, "a condition over estimates", todo, { attribute, offset: start });
  for (const { id } of asked) use.page.quoted.add(id);
  return truth;
}
