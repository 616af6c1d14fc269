import { z } from "zod";
import { CLAIM_STATUSES } from "../claims/claim-status.ts";
import type { StudyRecord } from "../estimates/analysis.ts";
import type { Note } from "../estimates/estimate.ts";
import { CALENDAR_VERSION } from "../study/calendar-version.ts";
import { studyDesignSchema } from "../study/design.ts";
import type { Addresses, Erratum, ReleaseRecord } from "./release.ts";

const day = z.iso.date("a day such as 2026-12-01");
const version = z.string().regex(CALENDAR_VERSION, "a calendar version such as 2026.11.1");
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal");
const gitHash = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "a hash of git in hexadecimal");
const count = z.int("a whole number").nonnegative("a whole number of at least 0");

/** No folder is called as what stands in one, so that no page lies in a file. */
const FOLDER = String.raw`(?!\.{1,2}/)[\w.@-]{1,200}(?<!\.(?:csv|html|json|md|parquet|png|svg|txt))/`;
const BELOW = "an address below the version, of letters, digits and . _ @ -";
const pagePath = z
  .string()
  .max(1_000, BELOW)
  .regex(new RegExp(`^/(?:${FOLDER})*$`), BELOW);
/** Pictures and CSV: no browser runs them as a program, whatever is in them, as it would other texts. */
const filePath = z
  .string()
  .max(1_000, BELOW)
  .regex(new RegExp(`^/(?:${FOLDER})*[\\w.@-]{1,200}\\.(?:csv|png|svg)$`), `${BELOW}, that ends in .csv, .png or .svg`);
const anchor = z
  .string()
  .max(2_000, BELOW)
  .regex(new RegExp(`^/(?:${FOLDER})*(?:#[^\\s\\p{Cc}"'<>\\\\]+)?$`, "u"), `${BELOW}, with # and an id`);
/** A file of a study, below its folder. */
const studyPath = z
  .string()
  .regex(/^(?!\/)(?!(?:.*\/)?\.{0,2}(?:\/|$))[^\p{Cc}\\:]+$/u, "a path below the study folder");

const status = z.enum(CLAIM_STATUSES, CLAIM_STATUSES.join(" or "));

const claim = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "the id of a claim, such as science-persists"),
  page: pagePath,
  text: z.string(),
  when: z.string(),
  unless: z.string().exactOptional(),
  expect: status,
  status,
});

/** `release.json` in a folder of this name. */
export const releaseRecordSchema = (folder: string) =>
  z.strictObject({
    schema: z.literal(1, "schema 1"),
    version: z.literal(folder, `${folder}, as its folder`),
    date: day,
    code: z.strictObject({ version: z.string(), commit: gitHash.nullable() }),
    data: z.strictObject({ commit: gitHash, blobs: z.record(studyPath, gitHash) }),
    runtime: z.strictObject({ node: z.string(), packages: z.record(z.string(), z.string()) }),
    claims: z.array(claim),
    withheld: z.array(z.string()),
    previous: z.strictObject({ version, addresses: sha256 }).nullable(),
  }) satisfies z.ZodType<ReleaseRecord>;

/** `study.json`. */
export const studyRecordSchema = z.strictObject({
  design: studyDesignSchema,
  files: z.array(z.strictObject({ path: z.string(), sha256, bytes: count })),
  seeds: z.array(z.int("a whole number")),
  models: count,
  cells: count,
  answers: count,
  hasConfidence: z.boolean(),
  hasItems: z.boolean(),
  hasBins: z.literal(true, "true, or absent").exactOptional(),
  hasLogprobs: z.literal(true, "true, or absent").exactOptional(),
}) satisfies z.ZodType<StudyRecord>;

/** `absences.json`. */
export const absencesSchema = z.array(
  z.strictObject({ protocol: z.string(), about: z.string(), message: z.string() }),
) satisfies z.ZodType<Note[]>;

/** `addresses.json`. Its pages and files are written where they say. */
export const addressesSchema = z.strictObject({
  pages: z.array(
    z.strictObject({ path: pagePath, title: z.string(), description: z.string(), body: sha256, words: sha256 }),
  ),
  files: z.array(z.strictObject({ path: filePath, object: sha256 })),
  anchors: z.array(
    z.strictObject({
      address: anchor,
      kind: z.enum(["figure", "claim", "table"], "figure, claim or table"),
      words: sha256,
    }),
  ),
}) satisfies z.ZodType<Addresses>;

/** `errata.yaml`, which may be empty. */
export const errataSchema = z
  .array(z.strictObject({ date: day, page: pagePath.optional(), text: z.string().min(1, "some text") }))
  .nullish()
  .transform((errata) => errata ?? []) satisfies z.ZodType<Erratum[]>;
