import { z } from "zod";
import { CALENDAR_VERSION } from "./calendar-version.ts";
import { shownLines, shownText } from "./shown-text.ts";

const id = z
  .string()
  .regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, "an id of lower-case letters, digits and single . _ - between them");
const label = shownText.min(1).max(120);
/** More, and sums over squares of their ranks would pass 32 bits in the analysis. */
const MOST_MIXTURES = 1_800;

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

/** `step`: a checkpoint's number of training steps (or tokens), where stages are points of one training. */
const stage = z.strictObject({ id: ownId, label, step: z.number().nonnegative().optional() });
const scale = z.strictObject({ id: ownId, label, parameters: z.number().int().positive().optional() });
const covariateId = z
  .string()
  .regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, "a name of lower-case letters, digits and single . _ - between them");
const mixture = z.strictObject({
  id: ownId,
  label,
  weights: z.record(id, z.number().nonnegative()).optional(),
  /** what is known of it beside its scores, such as tokens or a share of code */
  covariates: z.record(covariateId, z.number()).optional(),
});
const word = z
  .string()
  .max(40)
  .regex(/^\p{L}[\p{L}\p{N}’-]*( [\p{L}\p{N}’-]+)*$/u, "a word or a few, of letters, digits and hyphens");
const OTHER_UNITS: readonly string[] = ["item", "pair", "seed", "scale", "stage"];
const unit = z.strictObject({
  id: ownId.refine((value) => !OTHER_UNITS.includes(value), "an id that means nothing else in the report"),
  label: word,
  plural: word.optional(),
});
const covariate = z.strictObject({ id: covariateId, label });
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
const author = z.strictObject({
  name: shownText.min(1),
  orcid: z
    .string()
    .regex(/^(https:\/\/orcid\.org\/)?(\d{4}-){3}\d{3}[\dX]$/, "an ORCID such as 0000-0002-1825-0097")
    .optional(),
});

/** `study.yaml`: the declared design of a study. Unknown keys are errors. Contract 1. */
export const studyDesignSchema = z
  .strictObject({
    id: ownId,
    title: shownText.min(1).max(200),
    version,
    license: shownText.optional(),
    authors: z.array(author).default([]),
    description: shownLines.optional(),
    /** of all versions together */
    doi: doi.optional(),
    /** what was given to versions after they were released */
    releases: z.array(z.strictObject({ version, doi })).optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    /** what is ranked, where it is not called a mixture */
    unit: unit.optional(),
    stages: z.array(stage).min(1).superRefine(unique("stage")),
    scales: z.array(scale).min(1).superRefine(unique("scale")),
    /** names of what mixtures declare beside their scores; without it their ids are shown */
    covariates: z.array(covariate).superRefine(unique("covariate")).optional(),
    mixtures: z.array(mixture).min(1).max(MOST_MIXTURES).superRefine(unique("mixture")),
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
    const covariates = design.covariates && new Set(design.covariates.map((row) => row.id));
    design.mixtures.forEach((row, index) => {
      for (const name of Object.keys(row.covariates ?? {}))
        if (covariates && !covariates.has(name))
          context.addIssue({
            code: "unrecognized_keys",
            keys: [name],
            input: { ...row.covariates },
            path: ["mixtures", index, "covariates"],
          });
    });
  });

export type StudyDesign = z.infer<typeof studyDesignSchema>;
export type Benchmark = StudyDesign["benchmarks"][number];
