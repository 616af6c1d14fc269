import type { StudyDesign } from "./design.ts";

/** Something known of mixtures beside their scores. */
export interface Covariate {
  readonly id: string;
  readonly label: string;
}

/** The covariates of a study: as declared, or else every name that a mixture gives a value for, in order of first appearance. */
export function covariatesOf({
  covariates,
  mixtures,
}: Pick<StudyDesign, "covariates" | "mixtures">): readonly Covariate[] {
  if (covariates) return covariates;
  const names = new Set(mixtures.flatMap((mixture) => Object.keys(mixture.covariates ?? {})));
  return [...names].map((id) => {
    const words = id.replace(/[._-]/g, " ");
    return { id, label: words[0]!.toUpperCase() + words.slice(1) };
  });
}
