import { dirname } from "node:path";
import type { Item } from "./evaluation.ts";
import type { Importer, ReadOptions } from "./importer.ts";
import type { LogFile } from "./log-file.ts";
import { isObject, type JsonObject } from "./parse-json.ts";
import { plainItem } from "./scored-item.ts";
import { usualScore } from "./usual-score.ts";

const USUAL = [
  "exact_match",
  "quasi_exact_match",
  "prefix_exact_match",
  "quasi_prefix_exact_match",
  "math_equiv",
  "math_equiv_chain_of_thought",
  "final_number_exact_match",
];

/**
 * HELM: `per_instance_stats.json` beside the `run_spec.json` that names model and scenario. Its probabilities are not
 * normalised over the choices of an item, so the study is of accuracy. Perturbed items and further trials are left out.
 */
export const helm: Importer = {
  name: "helm",
  title: "HELM",
  recognises(file) {
    if (file.kind !== "json") return false;
    const document = file.document();
    return isSpec(document) || isStats(document);
  },
  ignores: (file) => file.kind === "json" && isBeside(file.document()),
  async *read(files, options) {
    const specs = new Map<string, JsonObject>();
    const stats: LogFile[] = [];
    for (const file of files) {
      const document = file.document();
      if (isSpec(document)) specs.set(dirname(file.path), document);
      else stats.push(file);
    }
    for (const [index, file] of stats.entries()) {
      options.step(`reading ${index + 1} of ${stats.length} runs`);
      const spec = specs.get(dirname(file.path));
      if (spec === undefined) {
        const todo = "Keep the files of a run together.";
        options.faults.add({
          file: file.shown,
          value: "has no run_spec.json beside it",
          expected: "the model and the scenario",
          todo,
        });
        continue;
      }
      const benchmark = String(spec.name)
        .replace(/,?model(_deployment)?=[^,]*/g, "")
        .replace(/[:,]$/, "");
      if (options.skips(benchmark)) continue;
      const evaluation = evaluationOf(file, spec, benchmark, options);
      if (evaluation !== null) yield evaluation;
    }
  },
};

function isSpec(value: unknown): value is JsonObject {
  return (
    isObject(value) && typeof value.name === "string" && isObject(value.adapter_spec) && isObject(value.scenario_spec)
  );
}

function isStats(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : null;
  return isObject(first) && typeof first.instance_id === "string" && Array.isArray(first.stats);
}

/** What HELM writes of a run besides: statistics of the run, the scenario, its instances and requests, and what it displays of them. */
function isBeside(value: unknown): boolean {
  if (isObject(value)) return "request_states" in value || "definition_path" in value;
  if (!Array.isArray(value)) return false;
  const first: unknown = value[0];
  if (!isObject(first)) return value.length === 0;
  const isStatistic = isObject(first.name) && "count" in first;
  return isStatistic || ("input" in first && "references" in first) || typeof first.instance_id === "string";
}

function evaluationOf(file: LogFile, spec: JsonObject, benchmark: string, options: ReadOptions) {
  const rows = new Map<string, ReadonlyMap<string, number>>();
  let leftOut = 0;
  for (const [index, row] of (file.document() as readonly unknown[]).entries()) {
    if (!isObject(row) || typeof row.instance_id !== "string" || !Array.isArray(row.stats)) {
      const expected = "an object with instance_id and stats";
      const todo = "Copy the file again, or run HELM again.";
      options.faults.add({ file: file.shown, value: `entry ${index + 1} is no instance`, expected, todo });
      return null;
    }
    if (isObject(row.perturbation) || (typeof row.train_trial_index === "number" && row.train_trial_index > 0)) {
      leftOut++;
      continue;
    }
    if (rows.has(row.instance_id)) {
      const todo = "Keep the entries of one run.";
      options.faults.add({
        file: file.shown,
        value: `instance ${row.instance_id} stands here again`,
        expected: "every instance once",
        todo,
      });
      return null;
    }
    rows.set(row.instance_id, meansOf(row.stats));
  }
  if (leftOut > 0) options.skipped(`${file.shown}: ${leftOut} perturbed instances and further trials`);
  const [first] = rows.values();
  if (first === undefined) return null;
  const offered = [...first].map(([name, value]) => ({ name, value })).filter(({ value }) => value >= 0 && value <= 1);
  const score = usualScore(benchmark, offered, USUAL, options);
  if (score === null) return null;

  const adapter = spec.adapter_spec as JsonObject;
  const items: Item[] = [];
  let [sum, isWhole] = [0, true];
  for (const [id, means] of rows) {
    const value = means.get(score.name);
    if (value === undefined || !(value >= 0 && value <= 1)) {
      const todo = "Choose another score in the map, or leave the benchmark out.";
      options.faults.add({
        file: file.shown,
        value: `instance ${id} has no ${score.name}`,
        expected: `${score.name} of every instance`,
        todo,
      });
      return null;
    }
    sum += value;
    if (value !== 0 && value !== 1) isWhole = false;
    else items.push(plainItem(id, value, String(adapter.method).startsWith("multiple_choice") ? null : 0, null));
  }
  const groups: unknown = spec.groups;
  return {
    file: file.shown,
    source: file.path,
    date: null,
    model: String(adapter.model ?? adapter.model_deployment ?? "?"),
    told: {},
    settings: typeof adapter.max_train_instances === "number" ? `${adapter.max_train_instances}-shot` : null,
    benchmark,
    group: Array.isArray(groups) && typeof groups[0] === "string" ? groups[0] : null,
    score: score.name,
    scores: offered.map(({ name }) => name),
    accuracy: isWhole ? null : sum / rows.size,
    n: isWhole ? null : rows.size,
    confidence: null,
    items: isWhole ? items : null,
    partial: null,
    notes: [],
  };
}

function meansOf(stats: readonly unknown[]): ReadonlyMap<string, number> {
  const means = new Map<string, number>();
  for (const stat of stats) {
    if (!isObject(stat) || !isObject(stat.name) || typeof stat.name.name !== "string" || stat.name.perturbation)
      continue;
    const mean =
      stat.mean ?? (typeof stat.sum === "number" && typeof stat.count === "number" ? stat.sum / stat.count : null);
    if (typeof mean === "number" && !means.has(stat.name.name)) means.set(stat.name.name, mean);
  }
  return means;
}
