/**
 * Parses JSON as Python writes it: bare `NaN`, `Infinity` and `-Infinity`, which JSON does not have, are read as null.
 *
 * @throws {SyntaxError} when it is not JSON
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    const plain = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/gs, (token) =>
      token.startsWith('"') ? token : "null",
    );
    return JSON.parse(plain);
  }
}

/** An object read from JSON, its keys not yet known. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a value is an object, and neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
