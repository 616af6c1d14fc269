import { type Environment, EvaluationError, ParseError, TypeError as TypingError } from "@marcbachmann/cel-js";
import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { conditionEnvironment } from "./condition-environment.ts";
import { EstimateView } from "./estimate-view.ts";
import { foreignCalls } from "./foreign-calls.ts";
import { misnamedIds } from "./misnamed-ids.ts";
import { Undefined } from "./undefined.ts";

/** Something wrong with the text of a condition, at characters `start` to `end` of it. */
export interface ConditionProblem {
  readonly start: number;
  readonly message: string;
  readonly todo: string;
}

export interface ConditionResult {
  /** null: cannot tell, because what decides it is undefined in this study; also null with problems */
  readonly truth: boolean | null;
  /** what was undefined, when `truth` is null */
  readonly reason: string | null;
  /** the estimates that were asked for by id, in the order of asking, each once */
  readonly asked: readonly Estimate[];
  /** the globs that were asked for, with what they selected */
  readonly globs: readonly { readonly glob: string; readonly size: number }[];
  readonly problems: readonly ConditionProblem[];
}

/**
 * Decides a condition in CEL over the estimates of a report, in three values: what touches an undefined estimate is *cannot
 * tell*, unless the rest decides alone (`unknown || true` is true). Never throws for what an author wrote.
 *
 * @param element the estimate that `e` stands for, where the condition is asked of each of several
 * @see https://cel.dev for the language; Kleene's strong logic for the third value
 */
export function condition(expression: string, report: Report, element?: Estimate): ConditionResult {
  const { study, record, ...environments } = conditionEnvironment(report);
  const environment = element ? environments.ofElement : environments.environment;
  record.asked.clear();
  record.globs.clear();
  const answer = (truth: boolean | null, reason: string | null, problems: readonly ConditionProblem[] = []) => ({
    truth,
    reason,
    asked: [...record.asked.values()],
    globs: [...record.globs].map(([glob, size]) => ({ glob, size })),
    problems,
  });
  const problem = typingProblem(environment, expression);
  if (problem) return answer(null, null, [problem]);
  const parsed = environment.parse(expression);
  const problems = [...foreignCalls(parsed.ast, element !== undefined), ...misnamedIds(parsed.ast, report)];
  if (problems.length > 0) return answer(null, null, problems);
  try {
    const value: unknown = parsed(element ? { study, e: new EstimateView(element) } : { study });
    return answer(value === true, null);
  } catch (error) {
    if (error instanceof Undefined) return answer(null, error.message);
    if (!(error instanceof EvaluationError || error instanceof TypingError || error instanceof ParseError)) throw error;
    return answer(null, null, [{ start: error.range?.start ?? 0, message: error.summary, todo: HELP }]);
  }
}

function typingProblem(environment: Environment, expression: string): ConditionProblem | null {
  const { type, error } = environment.check(expression);
  if (error) return { start: error.range?.start ?? 0, message: error.summary, todo: HELP };
  if (type !== "bool" && type !== "dyn")
    return { start: 0, message: `this is of type ${type}, not true or false`, todo: HELP };
  return null;
}

const HELP =
  "A condition compares estimates, such as value('ID') > 0.5, low('ID') > 0.0, verdict('ID') == 'robust', " +
  "count('GLOB', 'robust') >= 2, estimates('GLOB').all(e, e.low > 0.0) or study.scales > 1.";
