import { isObject, type JsonObject } from "./parse-json.ts";

/** One score of a task: `acc,none` → metric acc, filter none. Logs of version 0.3 have no filters. */
export interface LmEvalScore {
  /** as `score:` in a map writes it: the metric, and the filter where it is not `none` */
  readonly name: string;
  readonly metric: string;
  readonly filter: string;
  readonly value: number;
}

/** A leaf task of a run. */
export interface LmEvalTask {
  readonly name: string;
  readonly scores: readonly LmEvalScore[];
  /** the innermost group that it belongs to; null where the log has none */
  readonly group: string | null;
  /** items evaluated; null where the log does not tell */
  readonly n: number | null;
  /** items that there are, where fewer were evaluated; null for a whole run */
  readonly partialOf: number | null;
  /** shots, and version of the task: `0-shot, version 1` */
  readonly settings: string | null;
  /** hash of the logged samples, in files since 2024 */
  readonly hash: string | null;
  /** stands between the prompt and a choice, and is no part of the choice’s length */
  readonly delimiter: string;
  /** rows that the run logged in this very file, as it does when asked to in one way; null otherwise */
  readonly samples: readonly unknown[] | null;
}

/** A results file of lm-evaluation-harness. */
export interface LmEvalRun {
  readonly model: string;
  /** seconds since 1970; null where the log has no date */
  readonly date: number | null;
  readonly tasks: readonly LmEvalTask[];
  /** groups of tasks that have results of their own */
  readonly groups: readonly string[];
}

/** Whether a document is a results file: scores of tasks under `results`, and versions or settings beside them. */
export function isLmEvalRun(document: unknown): document is JsonObject {
  if (!isObject(document) || !isObject(document.results)) return false;
  if (!isObject(document.versions) && !isObject(document.configs) && !isObject(document.config)) return false;
  return Object.values(document.results).every(isObject);
}

/** Reads a results file of any version since 0.3; groups of tasks are left out, as their leaves are there. */
export function lmEvalRun(document: JsonObject, folder: string): LmEvalRun {
  const results = document.results as JsonObject;
  const names = new Map(Object.keys(results).map((key) => [key.replace(/^[\s-]+/, ""), key])); // tables were indented in 2023
  const { groupOf, groups } = groupsOf(document);
  const tasks: LmEvalTask[] = [];
  for (const [name, key] of names) {
    if (groups.has(name)) continue;
    const values = results[key] as JsonObject;
    const counts = objectAt(objectAt(document, "n-samples"), name);
    const n =
      count(counts.effective) ?? count(values.sample_len) ?? count(values.samples) ?? count(values.sample_count);
    const original = count(counts.original);
    const config = objectAt(objectAt(document, "configs"), name);
    const hash = objectAt(document, "task_hashes")[name];
    const samples = objectAt(document, "samples")[name];
    tasks.push({
      name,
      scores: scoresOf(values),
      group: groupOf.get(name) ?? null,
      n,
      partialOf: n !== null && original !== null && n < original ? original : null,
      settings: settingsOf(document, name, config),
      hash: typeof hash === "string" ? hash : null,
      delimiter: typeof config.target_delimiter === "string" ? config.target_delimiter : " ",
      samples: Array.isArray(samples) ? samples : null,
    });
  }
  const date = document.date;
  return {
    model: modelOf(document, folder),
    date: typeof date === "number" && Number.isFinite(date) ? date : null,
    tasks,
    groups: [...names.keys()].filter((name) => groups.has(name)),
  };
}

function settingsOf(document: JsonObject, name: string, task: JsonObject): string | null {
  const told = [objectAt(document, "n-shot")[name], task.num_fewshot, objectAt(document, "config").num_fewshot].find(
    (value) => typeof value === "number",
  );
  const version = objectAt(document, "versions")[name];
  const parts = [
    typeof told === "number" ? `${told}-shot` : null,
    typeof version === "number" || typeof version === "string" ? `version ${version}` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

/** Pairs of metric and value between 0 and 1; errors, names and perplexities are left out. */
function scoresOf(values: JsonObject): readonly LmEvalScore[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const [metric = "", filter = "none"] = key.split(",");
    const isError = metric.endsWith("_stderr");
    const isCount = ["samples", "sample_len", "sample_count", "alias", "name", "higher_is_better"].includes(metric);
    if (isError || isCount || typeof value !== "number" || !(value >= 0 && value <= 1)) return [];
    return [{ name: scoreName(metric, filter), metric, filter, value }];
  });
}

/** How a map writes a score. */
export function scoreName(metric: string, filter: string): string {
  return filter === "none" ? metric : `${metric},${filter}`;
}

function groupsOf(document: JsonObject): { groups: ReadonlySet<string>; groupOf: ReadonlyMap<string, string> } {
  const groups = new Set<string>();
  const groupOf = new Map<string, string>();
  const subtasks = Object.entries(objectAt(document, "group_subtasks")).filter(
    (entry): entry is [string, readonly unknown[]] => Array.isArray(entry[1]) && entry[1].length > 0,
  );
  for (const [group] of subtasks) groups.add(group);
  for (const group of Object.keys(objectAt(document, "groups"))) groups.add(group.replace(/^[\s-]+/, ""));
  for (const [group, members] of subtasks) {
    for (const member of members) if (typeof member === "string" && !groups.has(member)) groupOf.set(member, group);
  }
  const configs = objectAt(document, "configs");
  for (const [name, version] of Object.entries(objectAt(document, "versions"))) {
    const plain = name.replace(/^[\s-]+/, "");
    if (version === "N/A" && !Object.hasOwn(configs, plain)) groups.add(plain);
  }
  return { groups, groupOf };
}

/** `pretrained`, then `+peft` and `@revision` where they are told: revisions and steps often stand in `model_args` alone. */
function modelOf(document: JsonObject, folder: string): string {
  const config = objectAt(document, "config");
  const args = argsOf(config.model_args);
  const named = (...keys: readonly string[]) =>
    keys.map((key) => args[key]).find((value) => value !== undefined && value !== "");
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const adapter = named("peft", "delta");
  const own = named("pretrained", "path", "model", "engine") ?? text(document.model_name) ?? text(config.model);
  const revision = named("revision", "step", "checkpoint") ?? text(config.model_revision);
  const subfolder = named("subfolder");
  return [
    own ?? folder,
    subfolder === undefined ? "" : `/${subfolder}`,
    adapter === undefined ? "" : `+${adapter}`,
    revision === undefined || revision === "main" ? "" : `@${revision}`,
  ].join("");
}

/** `a=1,b=2` or an object, as newer logs have it. */
function argsOf(args: unknown): Readonly<Record<string, string>> {
  if (isObject(args)) {
    return Object.fromEntries(
      Object.entries(args)
        .filter(([, value]) => typeof value === "string" || typeof value === "number")
        .map(([key, value]) => [key, String(value)]),
    );
  }
  if (typeof args !== "string") return {};
  return Object.fromEntries(
    args.split(",").flatMap((pair) => {
      const at = pair.indexOf("=");
      return at === -1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]];
    }),
  );
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

function count(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null;
}
