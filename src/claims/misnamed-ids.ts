import type { Report } from "../estimates/analysis.ts";
import { lookUp } from "../estimates/look-up.ts";
import { select } from "../estimates/select.ts";
import { callsOf } from "./calls-of.ts";
import type { ConditionProblem } from "./condition.ts";

/**
 * The ids and globs written out in a condition that no estimate has: found in its syntax tree, so that a misspelt id is
 * found in a branch that is never reached too.
 */
export function misnamedIds(tree: unknown, report: Report): ConditionProblem[] {
  return [...callsOf(tree)].flatMap(({ name, text, start }) => {
    if (text === null) return [];
    if (OF_ID.has(name)) {
      const found = lookUp(text, report);
      if (found.kind === "unknown")
        return [{ start, message: `${name}('${text}') names no estimate`, todo: found.suggestion }];
    }
    if (OF_GLOB.has(name)) {
      const { fault } = select(text, report);
      if (fault !== null) return [{ start, message: `${name}('${text}') selects no estimate`, todo: fault }];
    }
    return [];
  });
}

const OF_ID = new Set(["value", "low", "high", "p", "q", "n", "verdict", "defined"]);
const OF_GLOB = new Set(["estimates", "count"]);
