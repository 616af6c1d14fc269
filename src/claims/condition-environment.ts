import { Environment } from "@marcbachmann/cel-js";
import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { lookUp } from "../estimates/look-up.ts";
import { select } from "../estimates/select.ts";
import { covariatesOf } from "../study/covariates-of.ts";
import { EstimateView } from "./estimate-view.ts";
import { Undefined } from "./undefined.ts";

/** What the evaluation of one condition asked for; emptied before each. */
export interface AskedRecord {
  readonly asked: Map<string, Estimate>;
  readonly globs: Map<string, number>;
}

export interface ConditionEnvironment {
  readonly environment: Environment;
  /** the same, with `e` for one estimate of a list */
  readonly ofElement: Environment;
  readonly study: Readonly<Record<string, bigint | boolean | string>>;
  readonly record: AskedRecord;
}

/**
 * The words of conditions over one report: the functions `value low high p q n verdict defined` of an id, `estimates` of a
 * glob, `count` of a glob and a verdict, and the variable `study`. CEL has no I/O; what of its own it has too much is refused by
 * `foreignCalls` before anything is asked.
 */
export function conditionEnvironment(report: Report): ConditionEnvironment {
  const known = ENVIRONMENTS.get(report);
  if (known) return known;
  const record: AskedRecord = { asked: new Map(), globs: new Map() };
  const view = (template: string): EstimateView => {
    const found = lookUp(template, report);
    if (found.kind !== "found")
      throw new Undefined(`${found.id}: ${found.kind === "absent" ? found.reason : "no such id"}`);
    record.asked.set(found.estimate.id, found.estimate);
    return new EstimateView(found.estimate);
  };
  const list = (template: string): readonly Estimate[] => {
    const { glob, estimates } = select(template, report);
    record.globs.set(glob, estimates.length);
    return estimates;
  };
  const environment = new Environment()
    .registerType("Estimate", { ctor: EstimateView, fields: FIELDS })
    .registerVariable({ name: "study", schema: STUDY })
    .registerFunction("value(string): double", (id: string) => view(id).value)
    .registerFunction("low(string): double", (id: string) => view(id).low)
    .registerFunction("high(string): double", (id: string) => view(id).high)
    .registerFunction("p(string): double", (id: string) => view(id).p)
    .registerFunction("q(string): double", (id: string) => view(id).q)
    .registerFunction("n(string): int", (id: string) => view(id).n)
    .registerFunction("verdict(string): string", (id: string) => view(id).verdict)
    .registerFunction("defined(string): bool", (id: string) => isDefined(report, id))
    .registerFunction("estimates(string): list<Estimate>", (glob: string) =>
      list(glob).map((one) => new EstimateView(one)),
    )
    .registerFunction("count(string, string): int", (glob: string, verdict: string) =>
      BigInt(list(glob).filter((one) => one.verdict === verdict).length),
    );
  const ofElement = environment.clone().registerVariable("e", "Estimate");
  const made = { environment, ofElement, study: studyVariables(report), record };
  ENVIRONMENTS.set(report, made);
  return made;
}

const ENVIRONMENTS = new WeakMap<Report, ConditionEnvironment>();

const FIELDS = {
  id: "string",
  value: "double",
  low: "double",
  high: "double",
  p: "double",
  q: "double",
  n: "int",
  verdict: "string",
  defined: "bool",
};

const STUDY = {
  mixtures: "int",
  seeds: "int",
  scales: "int",
  stages: "int",
  benchmarks: "int",
  categories: "int",
  models: "int",
  confidence: "bool",
  items: "bool",
  logprobs: "bool",
  unit: "string",
  covariates: "int",
  steps: "int",
};

function isDefined(report: Report, template: string): boolean {
  const found = lookUp(template, report);
  return found.kind === "found" && found.estimate.value !== null;
}

function studyVariables({ study }: Report): Record<keyof typeof STUDY, bigint | boolean | string> {
  const { mixtures, scales, stages, benchmarks, categories } = study.design;
  return {
    mixtures: BigInt(mixtures.length),
    seeds: BigInt(study.seeds.length),
    scales: BigInt(scales.length),
    stages: BigInt(stages.length),
    benchmarks: BigInt(benchmarks.length),
    categories: BigInt(categories.length),
    models: BigInt(study.models),
    confidence: study.hasConfidence,
    items: study.hasItems,
    logprobs: study.hasLogprobs === true,
    covariates: BigInt(covariatesOf(study.design).length),
    steps: BigInt(stages.filter(({ step }) => step !== undefined).length),
    unit: study.design.unit?.id ?? "mixture",
  };
}
