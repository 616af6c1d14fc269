import { randomStream } from "../src/statistics/random-stream.ts";
import { sum } from "../src/statistics/sum.ts";

/** A simulated benchmark: what is true, and what its seeds show of it. */
export interface SimulatedBenchmark {
  /** mixtures × seeds */
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
}

/** A study to simulate. Levels are normal with variance 1 between mixtures. */
export interface SimulatedDesign {
  readonly mixtures: number;
  readonly seeds: number;
  /** per benchmark, the true correlation of mixtures before and after, behind the noise */
  readonly latent: readonly number[];
  /** ICC(1,k) of the mean over the seeds, before and after */
  readonly reliability: number;
  /** correlation of a seed's errors before and after: a fine-tuning run starts from its own pretraining run */
  readonly seedCorrelation: number;
}

/** The benchmarks of one simulated study; the same stream gives the same study. */
export function simulatedStudy(design: SimulatedDesign, normal: () => number): readonly SimulatedBenchmark[] {
  const noise = Math.sqrt(design.seeds * (1 / design.reliability - 1));
  return design.latent.map((rho) => {
    const rows = Array.from({ length: design.mixtures }, () => {
      const [x, y] = correlatedPair(rho, normal);
      const errors = Array.from({ length: design.seeds }, () => correlatedPair(design.seedCorrelation, normal));
      return { before: errors.map(([e]) => x + noise * e), after: errors.map(([, e]) => y + noise * e) };
    });
    return { before: rows.map((row) => row.before), after: rows.map((row) => row.after) };
  });
}

/** Population Spearman of the means over seeds, which is what an estimate of the study aims at. */
export function observableSpearman(latent: number, { reliability, seedCorrelation }: SimulatedDesign): number {
  const pearson = latent * reliability + seedCorrelation * (1 - reliability);
  return (6 / Math.PI) * Math.asin(pearson / 2);
}

/** Mean over seeds, per mixture. */
export function seedMeans(rows: readonly (readonly number[])[]): number[] {
  return rows.map((values) => sum(values) / values.length);
}

/** Standard normal numbers from the project's stream `key`, in pairs. @see Box & Muller (1958), Annals of Mathematical Statistics 29(2), 610–611 */
export function normalStream(key: string): () => number {
  const next = randomStream(key, 0);
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    // never 0, where the logarithm ends
    const radius = Math.sqrt(-2 * Math.log((next() + 1) / 2 ** 32));
    const angle = (2 * Math.PI * next()) / 2 ** 32;
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

function correlatedPair(rho: number, normal: () => number): readonly [number, number] {
  const [a, b] = [normal(), normal()];
  return [a, rho * a + Math.sqrt(1 - rho * rho) * b];
}
