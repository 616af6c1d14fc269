import type { z } from "zod";
import type { Fault } from "../faults.ts";
import { nearest } from "../nearest.ts";
import { studyDesignSchema } from "./design.ts";
import { described, nameOf, valueAt, wanted } from "./issue-words.ts";

/** A fault of the design with the path to where it stands: at the value, or at the key that should not be there. */
export interface DesignFault extends Pick<Fault, "value" | "expected" | "todo"> {
  readonly path: readonly PropertyKey[];
  readonly atKey: boolean;
}

/**
 * Says what the schema found in words for the author of `study.yaml`.
 *
 * @param value the whole file as read
 * @param source the text of a scalar as written, null when it is not one
 */
export function designFault(
  issue: z.core.$ZodIssue,
  value: unknown,
  source: (path: readonly PropertyKey[]) => string | null,
): readonly DesignFault[] {
  const { path } = issue;
  const name = nameOf(path);
  const found = valueAt(value, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const known = path.at(-1) === "covariates" ? declaredCovariates(value) : keysAt(path);
      const near = nearest(key, known);
      return {
        path: [...path, key],
        atKey: true,
        value: `unknown key ${key}${path.length > 0 ? ` in ${name}` : ""}`,
        expected: known.length > 0 ? `one of ${known.join(", ")}` : "a known key",
        todo: near === null ? "Remove it." : `Did you mean ${near}?`,
      };
    });
  }
  if (found === undefined) {
    return [{ path, atKey: false, value: `${name} is missing`, expected: wanted(issue), todo: "Add it." }];
  }
  const written = source(path) ?? described(found);
  const fault = {
    path,
    atKey: false,
    value: `${name} is ${written === "" ? "empty" : written}`,
    expected: wanted(issue),
  };
  if (name === "version") {
    const expected = "a calendar version such as 2026.11.1";
    return [{ ...fault, expected, todo: "Write the year, the month and a running number." }];
  }
  if (issue.code === "invalid_type" && issue.expected === "string" && found !== null && typeof found !== "object") {
    return [{ ...fault, todo: `YAML reads this as a ${typeof found}: put it in quotation marks, "${written}".` }];
  }
  if (written === "" || found === null || (Array.isArray(found) && found.length === 0))
    return [{ ...fault, todo: "Fill it in." }];
  if (issue.code === "custom" && path.at(-1) === "category") {
    const ids = (valueAt(value, ["categories"]) as { id: string }[]).map(({ id }) => id);
    const near = nearest(String(found), ids);
    return [
      {
        ...fault,
        expected: `${fault.expected} (${ids.join(", ")})`,
        todo: near === null ? "Declare it under categories." : `Did you mean ${near}?`,
      },
    ];
  }
  if (path.at(-1) === "id" || path.at(-1) === "category")
    return [{ ...fault, todo: "Give it another id, here and in the tables." }];
  return [{ ...fault, todo: "Correct it." }];
}

/** The names that `covariates` of the file declares. */
function declaredCovariates(value: unknown): readonly string[] {
  const rows = valueAt(value, ["covariates"]);
  return Array.isArray(rows) ? rows.map((row: unknown) => String(valueAt(row, ["id"]))) : [];
}

/** The keys that the schema knows at a path. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const { shape } = studyDesignSchema;
  if (path.length === 0) return Object.keys(shape);
  switch (path[0]) {
    case "stages":
      return Object.keys(shape.stages.element.shape);
    case "scales":
      return Object.keys(shape.scales.element.shape);
    case "mixtures":
      return Object.keys(shape.mixtures.element.shape);
    case "categories":
      return Object.keys(shape.categories.element.shape);
    case "benchmarks":
      return Object.keys(shape.benchmarks.element.shape);
    case "authors":
      return ["name", "orcid"];
    case "covariates":
      return ["id", "label"];
    case "unit":
      return ["id", "label", "plural"];
    default:
      return [];
  }
}
