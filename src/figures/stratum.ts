import type { Report } from "../estimates/analysis.ts";
import { METRICS, type Metric, OVERALL, type Target } from "../estimates/estimate-id.ts";
import type { StudyDesign } from "../study/design.ts";
import type { FigureOptions } from "./figure-options.ts";

interface Named {
  readonly id: string;
  readonly label: string;
}

/** A target with what the reader calls it. */
export interface LabelledTarget extends Target {
  readonly label: string;
}

/** The part of a study that a figure is about. */
export interface Stratum {
  readonly metric: Metric;
  readonly scale: Named;
  readonly first: Named;
  /** equal to `first` in a study of one stage */
  readonly last: Named;
  readonly benchmarks: readonly LabelledTarget[];
  /** none where the study has but one and it is not asked for: what is overall says it all */
  readonly categories: readonly LabelledTarget[];
  readonly overall: LabelledTarget;
  /** the figure's id: its name and the options that are not the default */
  readonly id: string;
  readonly source: string;
}

/**
 * Fills the options of a figure from the design of the study.
 *
 * @throws {RangeError} when an option names what the study does not declare: a slip of the author, told with what is declared
 */
export function stratum(name: string, { study: { design } }: Report, options: FigureOptions): Stratum {
  const pick = <T extends Named>(what: keyof FigureOptions, rows: readonly T[], usual: T): T => {
    const wanted = options[what];
    if (wanted === undefined) return usual;
    const found = rows.find((row) => row.id === wanted);
    if (found) return found;
    throw new RangeError(`figure ${name}: ${what} "${wanted}" is not one of ${rows.map((row) => row.id).join(", ")}`);
  };
  const metrics = METRICS.map((metric) => ({ id: metric, label: metric }));
  const category = options.category === undefined ? null : pick("category", design.categories, design.categories[0]!);
  const benchmark =
    options.benchmark === undefined ? null : pick("benchmark", design.benchmarks, design.benchmarks[0]!);
  const scale = pick("scale", design.scales, design.scales.at(-1)!);
  const metric = pick("metric", metrics, metrics[0]!).id;
  pick("stage", design.stages, design.stages[0]!);
  pick("mixture", design.mixtures, design.mixtures[0]!);
  const suffix = [
    ...(metric === "accuracy" ? [] : [metric]),
    ...(scale === design.scales.at(-1) ? [] : [scale.id]),
    ...(["stage", "mixture", "category", "benchmark"] as const).flatMap((what) => {
      const chosen = options[what];
      return chosen === undefined ? [] : [isAmbiguous(chosen, design) ? `${what}-${chosen}` : chosen];
    }),
  ];
  return {
    metric,
    scale,
    first: design.stages[0]!,
    last: design.stages.at(-1)!,
    benchmarks: design.benchmarks
      .filter((row) => (!category || row.category === category.id) && (!benchmark || row === benchmark))
      .map(({ id, label }) => ({ kind: "benchmark", id, label })),
    categories: design.categories
      .filter((row) => (category ? row === category : design.categories.length > 1))
      .map(({ id, label }) => ({ kind: "category", id, label })),
    overall: { ...OVERALL, label: "Overall" },
    id: [name, ...suffix].join("-"),
    source: `${design.title}, data version ${design.version}`,
  };
}

/** Whether things of two kinds have this id: the figure's id then says which it means. */
function isAmbiguous(id: string, { scales, stages, mixtures, categories, benchmarks }: StudyDesign): boolean {
  const lists = [METRICS.map((metric) => ({ id: metric })), scales, stages, mixtures, categories, benchmarks];
  return lists.filter((rows) => rows.some((row) => row.id === id)).length > 1;
}
