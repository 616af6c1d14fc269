import { z } from "zod";
import { CALENDAR_VERSION } from "./calendar-version.ts";

const id = z
  .string()
  .regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, "an id of lower-case letters, digits and single . _ - between them");
const label = z.string().min(1).max(120);

const unique = (what: string) => (rows: readonly { id: string }[], context: z.RefinementCtx) => {
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    if (seen.has(row.id)) context.addIssue({ code: "custom", path: [index, "id"], message: `a ${what} id used once` });
    seen.add(row.id);
  });
};

export const RESERVED_IDS: readonly string[] = ["all", "self", "category", "overall", "benchmark"];
const ownId = id.refine(
  (value) => !RESERVED_IDS.includes(value),
  "an id that is not reserved (all, self, category, overall, benchmark)",
);

const stage = z.strictObject({ id: ownId, label });
const scale = z.strictObject({ id: ownId, label, parameters: z.number().int().positive().optional() });
const mixture = z.strictObject({ id: ownId, label, weights: z.record(id, z.number().nonnegative()).optional() });
const category = z.strictObject({ id: ownId, label });
const benchmark = z.strictObject({
  id: ownId,
  label,
  category: id,
  chance: z.number().min(0).lt(1),
  choices: z.number().int().min(2).optional(),
});
const doi = z.string().regex(/^10\.\d{4,}\/\S+$/, "a DOI such as 10.5281/zenodo.1234567, without https://doi.org/");
const version = z
  .string()
  .regex(CALENDAR_VERSION, "a calendar version such as 2026.11.1, in quotation marks if YAML reads a number");
const author = z.strictObject({ name: z.string().min(1), orcid: z.string().optional() });

/** `study.yaml`: the declared design of a study. Unknown keys are errors. Contract 1. */
export const studyDesignSchema = z
  .strictObject({
    id: ownId,
    title: z.string().min(1).max(200),
    version,
    license: z.string().optional(),
    authors: z.array(author).default([]),
    description: z.string().optional(),
    /** of all versions together */
    doi: doi.optional(),
    /** what was given to versions after they were released */
    releases: z.array(z.strictObject({ version, doi })).optional(),
    url: z.url().optional(),
    stages: z.array(stage).min(1).superRefine(unique("stage")),
    scales: z.array(scale).min(1).superRefine(unique("scale")),
    mixtures: z.array(mixture).min(1).superRefine(unique("mixture")),
    categories: z.array(category).min(1).superRefine(unique("category")),
    benchmarks: z.array(benchmark).min(1).superRefine(unique("benchmark")),
  })
  .superRefine((design, context) => {
    const known = new Set(design.categories.map((row) => row.id));
    design.benchmarks.forEach((row, index) => {
      if (!known.has(row.category))
        context.addIssue({
          code: "custom",
          path: ["benchmarks", index, "category"],
          message: "the id of a declared category",
        });
    });
  });

export type StudyDesign = z.infer<typeof studyDesignSchema>;
export type Benchmark = StudyDesign["benchmarks"][number];
