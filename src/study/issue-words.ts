import type { z } from "zod";

/** What stands there, in words; empty for nothing. */
export function described(found: unknown): string {
  if (found === null) return "";
  if (Array.isArray(found)) return found.length === 0 ? "an empty list" : `a list of ${found.length}`;
  return typeof found === "object" ? "a group of keys" : String(found);
}

/** What the schema wants there, in words. */
export function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return (
        {
          string: "text",
          number: "a number",
          int: "a whole number",
          array: "a list",
          object: "a group of keys",
          record: "a group of keys",
        }[issue.expected as string] ?? String(issue.expected)
      );
    case "too_small":
      if (issue.origin === "array") return `at least ${issue.minimum === 1 ? "one entry" : `${issue.minimum} entries`}`;
      if (issue.origin === "string") return "some text";
      return `a number ${issue.inclusive === false ? "above" : "of at least"} ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `at most ${issue.maximum} characters`;
      if (issue.origin === "array") return `at most ${issue.maximum} entries`;
      return `a number ${issue.inclusive === false ? "below" : "of at most"} ${issue.maximum}`;
    case "invalid_format":
      return issue.format === "url" ? "a web address" : issue.message;
    default:
      return issue.message;
  }
}

/** The name of a place in a file: `stages[1].id`, `version`. */
export function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the file";
  return path
    .map((part, i) => (typeof part === "number" ? `[${part + 1}]` : i === 0 ? String(part) : `.${String(part)}`))
    .join("");
}

/** What stands at a place of a file as read; undefined for nothing. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}
