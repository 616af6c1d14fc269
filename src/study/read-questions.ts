import type { Declared } from "./declared.ts";
import type { FaultList } from "./fault-list.ts";
import { idFault } from "./id-fault.ts";
import { readCsv } from "./read-csv.ts";
import type { Question } from "./study.ts";
import type { StudyFolder } from "./study-folder.ts";
import type { TableColumns } from "./table.ts";
import { tableRow } from "./table-row.ts";

/** One row of questions.csv. */
export interface QuestionRow {
  /** null when the question, its choices or its answer are not given */
  readonly question: Question | null;
  /** the index of the right choice, null when not given */
  readonly answer: number | null;
  /** the name of its cluster, null when not given */
  readonly cluster: string | null;
  readonly line: number;
}

export const QUESTION_COLUMNS: TableColumns = {
  required: ["benchmark", "item"],
  optional: ["question", "choices", "answer", "cluster"],
};

/** Reads questions.csv, if there is one: by the index of the benchmark, then by item id. */
export function readQuestions(
  folder: StudyFolder,
  declared: Declared,
  faults: FaultList,
): ReadonlyMap<number, ReadonlyMap<string, QuestionRow>> {
  const tables = new Map<number, Map<string, QuestionRow>>();
  const file = folder.exists("questions.csv") ? folder.read("questions.csv") : null;
  if (file === null) return tables;

  readCsv(file, QUESTION_COLUMNS, faults, (batch) => {
    for (let row = 0; row < batch.rows; row++) {
      const { text, fault: addFault } = tableRow(file, batch, row, faults);
      const fault = (name: string, value: string, expected: string, todo: string) =>
        addFault(name, { value, expected, todo });

      const benchmark = declared.benchmark.indexOf(text("benchmark"));
      if (benchmark === -1) {
        addFault("benchmark", idFault(text("benchmark"), declared.benchmark));
        continue;
      }
      const item = text("item");
      if (item === "") {
        fault("item", "item is empty", "the id of an item", "Write the id that the item has in items/.");
        continue;
      }
      const rows = tables.get(benchmark) ?? new Map<string, QuestionRow>();
      tables.set(benchmark, rows);
      const known = rows.get(item);
      if (known !== undefined) {
        const first = `one row for each item (the first is ${file.shown}:${known.line})`;
        fault("item", `item ${item} of ${text("benchmark")} stands here again`, first, "Remove one of the two.");
        continue;
      }

      const choices = text("choices") === "" ? [] : text("choices").split("|");
      const count = declared.choices(benchmark);
      if (choices.length > 0 && count !== null && choices.length !== count) {
        fault(
          "choices",
          `${choices.length} ${choices.length === 1 ? "choice" : "choices"}`,
          `${count}, as study.yaml declares for ${text("benchmark")}`,
          "Separate the choices by |; leave `choices` of the benchmark out where the number varies.",
        );
      }
      const answer = text("answer");
      let index = /^\d{1,5}$/.test(answer) ? Number(answer) : -1;
      const limit = choices.length > 0 ? choices.length : (count ?? Number.POSITIVE_INFINITY);
      if (answer !== "" && (index === -1 || index >= limit)) {
        const last = limit === Number.POSITIVE_INFINITY ? "" : `, an integer from 0 to ${limit - 1}`;
        const expected = `the index of the right choice${last}`;
        fault("answer", `answer is ${JSON.stringify(answer)}`, expected, "Count the choices from 0.");
        index = -1;
      }
      rows.set(item, {
        question:
          text("question") === "" || choices.length === 0 || index === -1
            ? null
            : Object.freeze({ question: text("question"), choices: Object.freeze(choices), answer: index }),
        answer: index === -1 ? null : index,
        cluster: text("cluster") === "" ? null : text("cluster"),
        line: batch.line(row),
      });
    }
  });
  return tables;
}
