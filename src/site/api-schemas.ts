import { z } from "astro/zod";
import { CALENDAR_VERSION } from "../study/calendar-version.ts";
import { studyDesignSchema } from "../study/design.ts";

const version = z.string().regex(CALENDAR_VERSION);
const address = z.string().describe("an address, relative to index.json");
const count = z.number().int().nonnegative();
const status = z.enum(["holds", "fails", "cannot tell"]);
const schema = z.literal(1);

const files = {
  study: address,
  claims: address,
  estimates: z.strictObject({ json: address, parquet: address, csv: address.optional() }),
  page: address.describe("the pages of the version, relative to index.json"),
};

const release = z.strictObject({
  version,
  date: z.iso.date(),
  doi: z.string().nullable(),
  changes: address.nullable().describe("what changed since the release before; null for the first"),
  ...files,
});

const estimate = z.strictObject({
  id: z.string().min(1).describe("never changes its meaning"),
  value: z.number().nullable().describe("null: undefined, and `reason` says why"),
  reason: z.string().optional(),
  interval: z
    .strictObject({ low: z.number(), high: z.number(), level: z.literal(0.95), method: z.string() })
    .optional(),
  intervalReason: z.string().optional(),
  p: z
    .strictObject({
      value: z.number().min(0).max(1),
      method: z.string(),
      family: z.string().optional(),
      adjusted: z.number().min(0).max(1).optional().describe("Benjamini–Hochberg within `family`"),
    })
    .optional(),
  pReason: z.string().optional(),
  n: count.describe("how many of `unit` it rests on"),
  unit: z.string().describe("mixture, or the id of `design.unit`; benchmark, item, pair, seed"),
  quantity: z.string(),
  verdict: z.enum(["robust", "unreliable", "inconclusive", "synergy", "competition", "undetermined"]).optional(),
  verdictReason: z.string().optional(),
  mixturesNeeded: count.nullable().optional().describe("null above 1,000"),
  flags: z.array(z.string()).optional(),
  from: z.string().describe("the selection of cells that it was computed from"),
});

/** The JSON files of the API and what each must be; `jsonSchemas` publishes them. Unknown keys are errors. */
export const API_SCHEMAS = {
  index: z.strictObject({
    schema,
    id: z.string(),
    title: z.string(),
    version,
    isReleased: z.boolean(),
    license: z.string().nullable(),
    newest: z.strictObject(files),
    releases: z.array(release).describe("oldest first"),
    schemas: z.strictObject({ index: address, study: address, estimates: address, claims: address }),
  }),
  study: z.strictObject({
    schema,
    design: studyDesignSchema,
    files: z.array(z.strictObject({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: count })),
    seeds: z.array(z.number().int()),
    models: count,
    cells: count,
    answers: count,
    hasConfidence: z.boolean(),
    hasItems: z.boolean(),
    hasBins: z.literal(true).optional().describe("absent where no cell has bins in the place of its items"),
    hasLogprobs: z.literal(true).optional().describe("absent where no item has the log-probabilities of all choices"),
  }),
  estimates: z.strictObject({ schema, estimates: z.array(estimate).describe("ascending by id") }),
  claims: z.strictObject({
    schema,
    claims: z.array(
      z.strictObject({
        id: z.string(),
        page: z.string().describe("from the root of the version"),
        text: z.string(),
        when: z.string(),
        unless: z.string().optional(),
        expect: status,
        status,
      }),
    ),
  }),
} as const;

/** Each as a JSON Schema (draft 2020-12), as text. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(API_SCHEMAS).map(([name, own]) => [
      name,
      `${JSON.stringify({ title: `magic-correlations API v1: ${name}`, ...z.toJSONSchema(own) }, null, 2)}\n`,
    ]),
  );
}
