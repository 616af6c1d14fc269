import { readFileSync } from "node:fs";
import { isNode, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { z } from "zod";
import { type Fault, FaultError } from "../faults.ts";
import { nearest } from "../nearest.ts";
import { studyDesignSchema } from "../study/design.ts";

const words = z.union([z.string().min(1), z.number()]).transform(String);
const integer = z.union([z.number().int(), z.string().regex(/^\d{1,15}$/, "a whole number")]).transform(Number);
const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, "u");
  } catch (error) {
    context.addIssue({ code: "custom", message: `a regular expression (${(error as Error).message})` });
    return z.NEVER;
  }
});
const PARTS: readonly string[] = ["mixture", "scale", "seed", "stage"];
/** Of models: what its groups name, and nothing else. */
const modelPattern = pattern.superRefine((own, context) => {
  // with an empty alternative every pattern matches, and tells its groups
  const groups = Object.keys(new RegExp(`${own.source}|`, "u").exec("")?.groups ?? {});
  for (const group of groups.filter((name) => !PARTS.includes(name))) {
    const near = nearest(group, PARTS);
    context.addIssue({
      code: "custom",
      message: `groups named ${PARTS.slice(0, -1).join(", ")} or ${PARTS.at(-1)}`,
      params: {
        value: `has a group named ${group}`,
        todo: near === null ? "Leave out its name: (?:…)." : `Did you mean ${near}?`,
      },
    });
  }
});
const place = z.strictObject({
  mixture: words.optional(),
  scale: words.optional(),
  seed: integer.optional(),
  stage: words.optional(),
});
const benchmark = z.strictObject({
  id: z.string().optional(),
  label: z.string().min(1).max(120).optional(),
  category: z.string().optional(),
  chance: z.number().min(0).lt(1).optional(),
  choices: z.number().int().min(2).optional(),
  score: words.optional(),
  skip: z.boolean().optional(),
});
const { shape } = studyDesignSchema;

/** `map.yaml`: what the logs do not say. Unknown keys are errors. docs/importers.md tells each key. */
export const importMapSchema = z
  .strictObject({
    study: z
      .strictObject({
        id: shape.id,
        title: shape.title,
        version: shape.version,
        license: shape.license,
        authors: shape.authors,
        description: shape.description,
        doi: shape.doi,
        url: shape.url,
      })
      .partial()
      .prefault({}),
    columns: z.record(z.string(), words).prefault({}),
    models: z
      .strictObject({
        patterns: z.array(modelPattern).prefault([]),
        table: z.record(z.string(), place).prefault({}),
        skip: z.array(pattern).prefault([]),
      })
      .prefault({}),
    defaults: place.prefault({}),
    values: z
      .strictObject({
        mixture: z.record(z.string(), words).optional(),
        scale: z.record(z.string(), words).optional(),
        seed: z.record(z.string(), integer).optional(),
        stage: z.record(z.string(), words).optional(),
      })
      .prefault({}),
    settings: z.enum(["same", "mixed"]).prefault("same"),
    repeats: z.enum(["refuse", "latest"]).prefault("refuse"),
    unit: shape.unit,
    stages: shape.stages.optional(),
    scales: shape.scales.optional(),
    covariates: shape.covariates,
    mixtures: shape.mixtures.optional(),
    categories: shape.categories.optional(),
    benchmarks: z.record(z.string(), benchmark).prefault({}),
  })
  .superRefine(({ covariates, mixtures = [] }, context) => {
    const known = covariates?.map(({ id }) => id);
    mixtures.forEach((row, index) => {
      for (const name of Object.keys(row.covariates ?? {})) {
        if (known === undefined || known.includes(name)) continue;
        const near = nearest(name, known);
        context.addIssue({
          code: "custom",
          path: ["mixtures", index, "covariates", name],
          message: `one of the covariates ${known.join(", ")}`,
          params: { todo: near === null ? "Declare it under covariates." : `Did you mean ${near}?` },
        });
      }
    });
  });

/** A map that was read: see `importMapSchema`. */
export type ImportMap = z.infer<typeof importMapSchema>;

/** The map that says nothing. */
export const EMPTY_MAP: ImportMap = importMapSchema.parse({});
const NOTHING_ELSE = JSON.stringify({ ...EMPTY_MAP, columns: undefined });

/** Whether a map says which column is which, and nothing else: then the rest of it can be drafted. */
export function hasColumnsAlone({ columns, ...rest }: ImportMap): boolean {
  return Object.keys(columns).length > 0 && JSON.stringify(rest) === NOTHING_ELSE;
}

/** What a draft writes where the user is to write something. */
export const OPEN = "?";

/**
 * Reads a map.
 *
 * @throws {FaultError} with everything that is wrong, with line and column; the file system’s error when it is not there
 */
export function readImportMap(path: string): ImportMap {
  return parseImportMap(readFileSync(path, "utf8"), path);
}

/** Reads the text of a map; `file` is named in faults. */
export function parseImportMap(text: string, file: string): ImportMap {
  const banner = text.split("\n").findIndex((line) => line.trim() !== "");
  if (/^> \S+@\S+ /.test(text.split("\n")[banner] ?? "")) {
    throw new FaultError([
      {
        file,
        line: banner + 1,
        value: "the lines that npm prints before a command stand here",
        expected: "a map",
        todo: "Remove the lines that begin with >, or write the draft again with `npm run --silent …`.",
      },
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (offset: number): Pick<Fault, "line" | "column"> => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line, column: col };
  };
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    throw new FaultError(
      problems.slice(0, 1).map(({ message, pos }) => ({
        file,
        ...placeOf(pos[0]),
        value: `the YAML cannot be read here (${message.split("\n", 1)[0]!.replace(/[.;:]$/, "")})`,
        expected: "valid YAML",
        todo: "Check indentation, brackets and quotation marks; patterns stand in single quotation marks.",
      })),
    );
  }
  const faults: Fault[] = [];
  visit(document, {
    Scalar(key, node) {
      if (key === "key" || node.value !== OPEN) return;
      faults.push({
        file,
        ...placeOf(node.range?.[0] ?? 0),
        value: "a ? stands here",
        expected: "what the logs do not tell",
        todo: "Write it; the comment beside it tells what is known.",
      });
    },
  });
  if (faults.length > 0) throw new FaultError(faults);

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch {
    const expected = "plain YAML";
    throw new FaultError([{ file, value: "an alias (*) is not sound", expected, todo: "Write the values out." }]);
  }
  const result = importMapSchema.safeParse(value);
  if (result.success) return result.data;
  throw new FaultError(
    result.error.issues.map((issue) => {
      const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
      const told: { readonly value?: string; readonly todo?: string } =
        issue.code === "custom" ? (issue.params ?? {}) : {};
      const written = document.getIn(path, true);
      const known = isScalar(written) ? ` is ${JSON.stringify(written.value)}` : "";
      return {
        file,
        ...placeOf(offsetOf(path)),
        value:
          issue.code === "unrecognized_keys"
            ? `unknown key ${issue.keys[0]}`
            : `${path.join(".") || "the map"}${told.value === undefined ? known : ` ${told.value}`}`,
        expected:
          issue.code === "unrecognized_keys"
            ? "a key of docs/importers.md"
            : issue.message.replace(/^Invalid input: /, ""),
        todo: told.todo ?? "Correct it.",
      };
    }),
  );

  function offsetOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }
}
