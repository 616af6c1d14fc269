import { parse } from "yaml";

/** One `run` of a workflow: a command line, and the step that it is. */
export interface WorkflowCommand {
  readonly job: string;
  readonly run: string;
  /** what is set for it alone */
  readonly env: Readonly<Record<string, string>>;
}

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly if?: string;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly if?: string }>>;
}

/**
 * The commands that a workflow runs, in order. With an event, those of the jobs and steps that are not for another event: a
 * condition that compares `github.event_name` with something else leaves them out; any other condition counts as met.
 */
export function workflowRuns(text: string, event?: string): WorkflowCommand[] {
  const isFor = (condition: string | undefined) => {
    const asked = /github\.event_name == '(\w+)'/.exec(condition ?? "")?.[1];
    return event === undefined || asked === undefined || asked === event;
  };
  return Object.entries((parse(text) as Workflow).jobs).flatMap(([job, { steps, if: condition }]) =>
    isFor(condition)
      ? steps.flatMap(({ run, env = {}, if: own }) =>
          run !== undefined && isFor(own) ? [{ job, run: run.trim(), env }] : [],
        )
      : [],
  );
}
