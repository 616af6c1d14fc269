import { basename, dirname } from "node:path";
import type { Importer } from "./importer.ts";
import { jsonRows } from "./json-rows.ts";
import { isObject, type JsonObject } from "./parse-json.ts";

/**
 * LLM Foundry’s and DCLM’s results: a document with `eval_metrics`, whose `icl` holds an accuracy by task. Means alone, so
 * the study is of accuracy.
 */
export const llmFoundry: Importer = {
  name: "llm-foundry",
  title: "LLM Foundry or DCLM",
  recognises(file) {
    if (file.kind !== "json" && file.kind !== "json-lines") return false;
    const document = file.document();
    return isResults(Array.isArray(document) ? document[0] : document);
  },
  async *read(files, options) {
    for (const file of files) {
      for await (const { value, row } of jsonRows(file, options.faults, () => {})) {
        if (!isResults(value)) {
          options.skipped(`${file.shown}: a document has no eval_metrics`);
          continue;
        }
        const metrics = value.eval_metrics as JsonObject;
        const scores = flat(isObject(metrics.icl) ? metrics.icl : metrics);
        for (const [task, score] of scores) {
          if (options.skips(task)) continue;
          if (!(score >= 0 && score <= 1)) {
            options.skipped(`${task}: is no share (${score})`);
            continue;
          }
          yield {
            file: file.shown,
            ...(file.kind === "json-lines" ? { line: row } : {}),
            source: `${file.path}:${row}`,
            date: null,
            model: modelOf(value, basename(dirname(file.path))),
            told: {},
            benchmark: task,
            group: null,
            settings: null,
            score: "accuracy",
            scores: [],
            accuracy: score,
            n: null,
            confidence: null,
            items: null,
            partial: null,
            notes: [],
          };
        }
      }
    }
  },
};

function isResults(value: unknown): value is JsonObject {
  return isObject(value) && isObject(value.eval_metrics);
}

/** The name of the run, and of the architecture where both are told: DCLM names runs by their data. */
function modelOf(value: JsonObject, folder: string): string {
  const text = (own: unknown) => (typeof own === "string" && own !== "" ? own : undefined);
  const name = text(value.name) ?? text(value.run_name) ?? text(value.model_name);
  const model = text(value.model);
  return [name, model === name ? undefined : model].filter((part) => part !== undefined).join(" ") || folder;
}

/** `metrics/arc_easy/10-shot/InContextLearningMultipleChoiceAccuracy` → `arc_easy (10-shot)`; objects by task and part. */
function flat(values: JsonObject, above = ""): readonly (readonly [task: string, score: number])[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const long = /^(?:icl\/)?metrics\/(.+)\/(\d+-shot)\/\w*Accuracy$/.exec(key);
    const name = long === null ? key : `${long[1]} (${long[2]})`;
    if (typeof value === "number")
      return /^(icl\/)?metrics\//.test(key) && long === null ? [] : [[`${above}${name}`, value] as const];
    return isObject(value) ? flat(value, `${above}${name}/`) : [];
  });
}
