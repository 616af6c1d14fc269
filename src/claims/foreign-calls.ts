import { callsOf } from "./calls-of.ts";
import type { ConditionProblem } from "./condition.ts";

/**
 * The calls of CEL that are no words of conditions, so that every condition ends soon: regular expressions (`matches`) can
 * take for ever, `map` and `bind` can double a text again and again, and a walk over all estimates for each of all
 * estimates is too long.
 *
 * @param ofElement whether the condition is itself asked for each estimate of a list
 */
export function foreignCalls(tree: unknown, ofElement: boolean): ConditionProblem[] {
  return [...callsOf(tree)].flatMap(({ name, start, within }) => {
    if (!WORDS.has(name)) return [{ start, message: `${name}(…) is no word of conditions`, todo: HELP }];
    if (!WALKS.has(name) || (within === null && !ofElement)) return [];
    const message = `${name}(…) stands in ${within === null ? "a condition" : `${within}(…)`} that is asked of every estimate`;
    return [{ start, message, todo: "Ask only `e` there; write the other list beside it, with && or ||." }];
  });
}

/** What goes through estimates or other lists. */
const WALKS: ReadonlySet<string> = new Set(["estimates", "count", "all", "exists", "exists_one", "filter"]);
const OF_ESTIMATES = ["value", "low", "high", "p", "q", "n", "verdict", "defined"];
const OF_NUMBERS_AND_TEXT = ["size", "has", "double", "int", "contains", "startsWith", "endsWith"];
const WORDS: ReadonlySet<string> = new Set([...WALKS, ...OF_ESTIMATES, ...OF_NUMBERS_AND_TEXT]);
const HELP = `The words of conditions are ${[...WORDS].join(", ")}; ids are chosen by a glob, such as estimates('level/**').`;
