import type { Estimate } from "../estimates/estimate.ts";
import type { Target } from "../estimates/estimate-id.ts";
import { latentCorrelation } from "../statistics/latent-correlation.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { selectComplete } from "./composite.ts";
import type { MixtureBootstrap } from "./mixture-bootstrap.ts";
import type { PairedColumns } from "./paired-columns.ts";
import { undefinedEstimate } from "./protocol.ts";
import { ceilingOf, reliabilityOf } from "./reliability-of.ts";
import type { Replicates } from "./replicates.ts";
import { seedGroups } from "./seed-groups.ts";
import { type MeanSquares, meanSquareReplicates } from "./variance-components.ts";
import type { Place, SeedValues, Workspace } from "./workspace.ts";

export interface LatentRequest {
  readonly prefix: string;
  readonly target: Target;
  readonly places: readonly [Place, Place];
  readonly columns: PairedColumns;
  readonly from: string;
}

/**
 * The noise ceiling of a persistence, √(ICC(1,k) before · ICC(1,k) after), and the latent correlation behind the noise, from
 * components of variance and covariance over seeds. Both with the default bootstrap; neither is ever tested or ranked. Where
 * the stages share runs whose covariance cannot be told, the latent correlation is flagged: it may be too high.
 *
 * @see STATISTICS.md §6
 */
export function* latentEstimates(work: Workspace, request: LatentRequest): Generator<Estimate> {
  const { prefix, target, places, columns, from } = request;
  const base = { unit: "mixture", n: columns.n, from } as const;
  const ceiling = { ...base, id: `${prefix}/ceiling`, quantity: "noise ceiling of a correlation" } as const;
  const latent = { ...base, id: `${prefix}/latent`, quantity: "latent correlation" } as const;
  const groups =
    columns.reason && !columns.reason.startsWith("constant") ? null : groupsOf(work, target, places, columns);
  const reason = groups ? null : (columns.reason ?? "no complete benchmark");
  if (!groups) {
    yield undefinedEstimate(ceiling, reason ?? "");
    yield undefinedEstimate(latent, reason ?? "");
    return;
  }
  const [before, after] = [reliabilityOf(groups.before), reliabilityOf(groups.after)];
  const unknown = "reason" in before ? before.reason : "reason" in after ? after.reason : null;
  if (unknown !== null || "reason" in before || "reason" in after) {
    yield undefinedEstimate(ceiling, unknown ?? "");
    yield undefinedEstimate(latent, unknown ?? "");
    return;
  }
  const bootstrap = work.bootstrap(columns.n);
  const few = columns.n < 5;
  const tooFew = { intervalReason: "fewer than 5 mixtures" };
  const squaresBefore = meanSquareReplicates(groups.before, groups.before, bootstrap);
  const squaresAfter = meanSquareReplicates(groups.after, groups.after, bootstrap);
  yield {
    ...ceiling,
    value: ceilingOf(before.icck, after.icck),
    ...(few
      ? tooFew
      : bootstrapInterval(
          squaresBefore.icck.map((value, r) => ceilingOf(value, squaresAfter.icck[r]!)),
          bootstrap.counts,
        )),
    pReason: "no test defined",
  };
  const value = latentCorrelation(groups.before, groups.after)?.latent ?? null;
  if (value === null)
    return yield undefinedEstimate(latent, few ? "fewer than 5 mixtures" : "reliability too low to disattenuate");
  const flags = [
    ...(Math.abs(value) > 1 ? ["above 1: sampling error"] : []),
    ...(sharesUnseenNoise(groups) ? ["seed covariance unknown"] : []),
  ];
  yield {
    ...latent,
    value,
    ...(few
      ? tooFew
      : bootstrapInterval(latentReplicates(groups, squaresBefore, squaresAfter, bootstrap), bootstrap.counts)),
    pReason: "no test defined",
    ...(flags.length > 0 && { flags }),
  };
}

/** The latent correlation of each resample: undefined where a component of variance is not positive. */
function latentReplicates(
  { before, after }: Groups,
  x: MeanSquares,
  y: MeanSquares,
  bootstrap: MixtureBootstrap,
): Replicates {
  const matched = before.map((row, m) => matchSeeds(row, after[m]!));
  const isMatched = matched.every(([row]) => row.values.length > 0);
  const pairs = isMatched ? matched : before.map((row, m) => [seedMean(row), seedMean(after[m]!)] as const);
  const cross = meanSquareReplicates(
    pairs.map(([row]) => row),
    pairs.map(([, row]) => row),
    bootstrap,
  );
  return cross.component.map((shared, r) => {
    const [a, b] = [x.component[r]!, y.component[r]!];
    return a > 0 && b > 0 ? shared / Math.sqrt(a * b) : Number.NaN;
  });
}

/**
 * True when runs go through both stages, so that their errors may be shared, but no covariance within mixtures can be
 * subtracted: no mixture has two seeds at both, or some mixture has none.
 */
function sharesUnseenNoise({ before, after }: Groups): boolean {
  const matched = before.map((row, m) => matchSeeds(row, after[m]!)[0].values.length);
  return Math.max(...matched) > 0 && (Math.min(...matched) === 0 || Math.max(...matched) < 2);
}

function seedMean({ values }: SeedValues): SeedValues {
  return { seeds: [0], values: [values.reduce((total, value) => total + value, 0) / values.length] };
}

/** The seeds that a mixture has at both places, with the values at each. */
function matchSeeds(x: SeedValues, y: SeedValues): readonly [SeedValues, SeedValues] {
  const seeds = x.seeds.filter((seed) => y.seeds.includes(seed));
  const pick = (row: SeedValues) => ({ seeds, values: seeds.map((seed) => row.values[row.seeds.indexOf(seed)]!) });
  return [pick(x), pick(y)];
}

interface Groups {
  readonly before: readonly SeedValues[];
  readonly after: readonly SeedValues[];
}

function groupsOf(
  work: Workspace,
  target: Target,
  places: readonly [Place, Place],
  { used }: PairedColumns,
): Groups | null {
  const selection = target.kind === "benchmark" ? null : selectComplete(work, target, places);
  const [before, after] = places.map((place) => seedGroups(work, target, place, selection));
  if (!before || !after) return null;
  const pick = (rows: readonly (SeedValues | null)[]) => used.flatMap((m) => rows[m] ?? []);
  return { before: pick(before), after: pick(after) };
}
