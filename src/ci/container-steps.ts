/** An instruction of a Dockerfile. */
export interface ContainerStep {
  /** `COPY`, `RUN`, … */
  readonly keyword: string;
  /** the rest of it, on one line */
  readonly text: string;
}

/**
 * The instructions of a Dockerfile by stage, in order. A stage without a name is called `final`.
 *
 * @throws {RangeError} where the first instruction is not FROM
 */
export function containerSteps(text: string): Map<string, ContainerStep[]> {
  const stages = new Map<string, ContainerStep[]>();
  let stage: ContainerStep[] | undefined;
  const lines = text.replace(/^\s*#.*\n/gm, "").replace(/\s*\\\n\s*/g, " ");
  for (const line of lines.split("\n")) {
    const [, keyword, rest] = /^\s*([A-Z]+)\s+(.*\S)/.exec(line) ?? [];
    if (keyword === undefined || rest === undefined) continue;
    if (keyword === "FROM") {
      stage = [];
      stages.set(/ AS (\S+)$/i.exec(rest)?.[1] ?? "final", stage);
    }
    if (stage === undefined) throw new RangeError(`${keyword} stands before FROM`);
    stage.push({ keyword, text: rest });
  }
  return stages;
}

/** What an `ENV` sets, by name: `A=b C=d`. */
export function environmentOf({ text }: ContainerStep): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)=("[^"]*"|\S+)/g)].map(([, name, value]) => [name!, value!.replace(/^"|"$/g, "")]),
  );
}
